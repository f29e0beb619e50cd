package io.latchkey.examples.springboot.apikey;

import io.latchkey.CallerView;
import org.jspecify.annotations.Nullable;

/** Refusals as RFC 9457 has them. */
final class ProblemDetails implements RefusalBody {

  @Override
  public String contentType() {
    return "application/problem+json";
  }

  @Override
  public String text(CallerView view, @Nullable String missing) {
    String detail =
        switch (view) {
          case BAD_CREDENTIAL -> "A valid API key is required.";
          case NOT_ALLOWED ->
              missing == null
                  ? "The API key does not allow this."
                  : "The API key needs the permission " + missing + ".";
          case NOT_AVAILABLE -> "Keys can't be verified at the moment; try again.";
        };
    // Names of permissions are letters, digits, dots and underscores: nothing here needs escaping.
    return "{\"status\":" + view.httpStatus() + ",\"detail\":\"" + detail + "\"}";
  }
}
