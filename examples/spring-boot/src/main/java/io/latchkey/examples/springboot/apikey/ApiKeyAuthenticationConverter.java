package io.latchkey.examples.springboot.apikey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes the {@code Authorization} header as it came; what is wrong with it is the verifier's to
 * say. Thread-safe.
 */
public final class ApiKeyAuthenticationConverter implements AuthenticationConverter {

  /**
   * Converts a request.
   *
   * @param request the request
   * @return what it presents, or null if it has no such header: then it goes on as anonymous, and
   *     paths that need no key stay open
   */
  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    // Several lines of one header are one value (RFC 9110, section 5.3), and such a one is no key.
    return values.isEmpty() ? null : ApiKeyAuthenticationToken.presented(String.join(", ", values));
  }
}
