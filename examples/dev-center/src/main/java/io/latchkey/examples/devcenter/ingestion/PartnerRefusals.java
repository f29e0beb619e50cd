package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.CallerView;
import io.latchkey.examples.springboot.apikey.RefusalBody;
import org.jspecify.annotations.Nullable;

/** Refusals of keys in the documented body. */
final class PartnerRefusals implements RefusalBody {

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public String text(CallerView view, @Nullable String missing) {
    String message =
        switch (view) {
          case BAD_CREDENTIAL ->
              "Invalid credentials: send the API key as the user name of HTTP Basic, with an empty"
                  + " password, and a user's e-mail address in On-Behalf-Of.";
          case NOT_ALLOWED ->
              missing == null
                  ? "This API key does not allow that."
                  : "This API key lacks the permission " + missing + ".";
          case NOT_AVAILABLE -> "API keys can't be verified at the moment; try again.";
        };
    return "{\"errors\":[{\"message\":\"" + message + "\"}]}";
  }
}
