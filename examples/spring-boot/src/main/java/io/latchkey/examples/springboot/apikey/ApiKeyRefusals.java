package io.latchkey.examples.springboot.apikey;

import io.latchkey.CallerView;
import io.latchkey.RejectionReason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Says no: to the caller with 401, 403 or 503 and a body that tells no more, to the operator in one
 * line with the precise reason and the key's public id. Thread-safe.
 */
public final class ApiKeyRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final Logger log = LoggerFactory.getLogger(ApiKeyRefusals.class);

  private final String challenge;
  private final RefusalBody body;

  ApiKeyRefusals(String realm, RefusalBody body) {
    this.challenge = "Basic realm=\"" + realm + "\", charset=\"UTF-8\"";
    this.body = body;
  }

  /**
   * Answers a request whose key was not accepted, that has none, or that a filter of the host's
   * stopped with an exception of its own, whose message is then for the operator.
   */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    if (cause instanceof ApiKeyRejectedException rejected) {
      refuse(request, response, rejected.reason().view(), rejected.getMessage(), null);
    } else if (cause instanceof InsufficientAuthenticationException) {
      String reason = RejectionReason.HEADER_MISSING.name();
      refuse(request, response, CallerView.BAD_CREDENTIAL, reason, null);
    } else {
      refuse(request, response, CallerView.BAD_CREDENTIAL, cause.getMessage(), null);
    }
  }

  /** Answers a request whose key is right and lacks a permission. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    Principal caller = request.getUserPrincipal();
    String missing = missing(denied);
    String reason =
        RejectionReason.PERMISSION_MISSING
            + (missing == null ? "" : " (" + missing + ")")
            + (caller == null ? "" : ", key " + caller.getName());
    refuse(request, response, CallerView.NOT_ALLOWED, reason, missing);
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      CallerView view,
      @Nullable String reason,
      @Nullable String missing)
      throws IOException {
    log.info("refused {}: {}", RequestLine.of(request), reason);
    response.setStatus(view.httpStatus());
    if (view == CallerView.BAD_CREDENTIAL) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    } else if (view == CallerView.NOT_AVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    byte[] content = body.text(view, missing).getBytes(StandardCharsets.UTF_8);
    response.setContentType(body.contentType());
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }

  private static @Nullable String missing(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException known
            && known.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
        ? decision.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.joining(" or "))
        : null;
  }
}
