package io.latchkey.examples.jaxrs;

import io.latchkey.ApiType;
import io.latchkey.CallerView;
import io.latchkey.KeyVerifier;
import io.latchkey.Permission;
import io.latchkey.RejectionReason;
import io.latchkey.Verification;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests pass that carry a key, with a permission if one is asked for; resources find the
 * key as their {@link KeyPrincipal}. Thread-safe.
 *
 * <p>All a caller sees of a refusal is one of three answers: 401, the same to the byte for
 * everything that can be wrong with a key, 403 or 503. The operator gets a line with the precise
 * reason and the key's public id.
 */
@Priority(Priorities.AUTHENTICATION)
final class ApiKeyFilter implements ContainerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(ApiKeyFilter.class);

  private final KeyVerifier verifier;
  private final ApiType apiType;
  private final Optional<Permission> required;

  ApiKeyFilter(KeyVerifier verifier, ApiType apiType, Optional<Permission> required) {
    this.verifier = verifier;
    this.apiType = apiType;
    this.required = required;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    // Several lines of one header arrive as one value (RFC 9110, section 5.3): no key is like that.
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    Verification verification =
        required
            .map(permission -> verifier.verifyAuthorization(header, permission))
            .orElseGet(() -> verifier.verifyAuthorization(header));
    if (!verification.accepted()) {
      refuse(request, verification.rejection().reason(), verification);
    } else if (verification.key().apiType() != apiType) {
      refuse(request, RejectionReason.API_TYPE_WRONG, verification);
    } else {
      request.setSecurityContext(new KeySecurity(verification.key(), request.getSecurityContext()));
    }
  }

  private static void refuse(
      ContainerRequestContext request, RejectionReason reason, Verification verification) {
    // The resource's own template: people paste keys into addresses, and this goes into a log.
    String path = request.getUriInfo().getMatchedResourceTemplate();
    log.info("refused {} {}: {}, {}", request.getMethod(), path, reason, verification);
    CallerView view = reason.view();
    Response.ResponseBuilder answer = Response.status(view.httpStatus());
    if (view == CallerView.BAD_CREDENTIAL) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"api\", charset=\"UTF-8\"");
    } else if (view == CallerView.NOT_AVAILABLE) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    String error = view.name().toLowerCase(Locale.ROOT);
    answer.type(MediaType.APPLICATION_JSON_TYPE).entity("{\"error\":\"" + error + "\"}");
    request.abortWith(answer.build());
  }
}
