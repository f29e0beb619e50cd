package io.latchkey.examples.servletfilter;

import io.latchkey.CallerView;
import io.latchkey.KeyVerifier;
import io.latchkey.Permission;
import io.latchkey.Rejection;
import io.latchkey.Verification;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests pass that carry a key with a permission; what lies behind finds the key in the
 * attribute {@link #KEY}. Thread-safe.
 *
 * <p>All a caller sees of a refusal is one of three answers: 401, the same to the byte for
 * everything that can be wrong with a key, 403 or 503. The operator gets a line with the precise
 * reason and the key's public id.
 */
final class ApiKeyFilter extends HttpFilter {

  /** The request's attribute with the {@link io.latchkey.VerifiedKey}. */
  static final String KEY = "io.latchkey.key";

  private static final long serialVersionUID = 1L;

  private static final Logger log = LoggerFactory.getLogger(ApiKeyFilter.class);

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final transient KeyVerifier verifier;
  private final transient Permission required;

  ApiKeyFilter(KeyVerifier verifier, Permission required) {
    this.verifier = verifier;
    this.required = required;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws IOException, ServletException {
    Verification verification = verifier.verifyAuthorization(authorization(request), required);
    if (verification instanceof Rejection rejection) {
      log.info("refused {}: {}", described(request), rejection);
      refuse(response, rejection.view());
      return;
    }
    request.setAttribute(KEY, verification.key());
    next.doFilter(request, response);
  }

  /**
   * The method and what the address was mapped by, which is the host's own text. People paste keys
   * into addresses, so nothing that a caller wrote goes into a log.
   */
  private static String described(HttpServletRequest request) {
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "another method";
    return method + " " + request.getHttpServletMapping().getPattern();
  }

  /**
   * Several lines of one header are one value (RFC 9110, section 5.3), and such a one is no key.
   */
  private static String authorization(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders("Authorization"));
    return String.join(", ", values);
  }

  private static void refuse(HttpServletResponse response, CallerView view) throws IOException {
    response.setStatus(view.httpStatus());
    if (view == CallerView.BAD_CREDENTIAL) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"api\", charset=\"UTF-8\"");
    } else if (view == CallerView.NOT_AVAILABLE) {
      response.setHeader("Retry-After", "1");
    }
    response.setContentType("application/json");
    response
        .getWriter()
        .print("{\"error\":\"" + view.name().toLowerCase(java.util.Locale.ROOT) + "\"}");
  }
}
