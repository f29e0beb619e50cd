package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.VerifiedKey;
import io.latchkey.examples.springboot.apikey.RequestLine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Once the key is known: may it make one more request, and on whose behalf does it act? A request
 * without a key passes; the permission of its address stops it.
 *
 * <p>Allowance is taken before the user is looked for, so that addresses can't be tried without
 * end; the headers that tell of it are set behind that, so that a 401 for a user looks like any
 * other.
 */
@Component
final class CallerFilter extends OncePerRequestFilter {

  /** The request's attribute with the {@code DemoUser} that the integration acts for. */
  static final String ACTING_USER = "devcenter.acting-user";

  private static final Logger log = LoggerFactory.getLogger(CallerFilter.class);

  private final RateLimits limits;
  private final ActingUsers users;

  CallerFilter(RateLimits limits, ActingUsers users) {
    this.limits = limits;
    this.users = users;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    if (caller != null && caller.getPrincipal() instanceof VerifiedKey key) {
      RateLimits.Taken taken = limits.take(key);
      if (!taken.granted()) {
        refuse(request, response, key, taken);
        return;
      }
      request.setAttribute(
          ACTING_USER, users.find(key, Collections.list(request.getHeaders("On-Behalf-Of"))));
      show(response, taken);
    }
    chain.doFilter(request, response);
  }

  private static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      VerifiedKey key,
      RateLimits.Taken taken)
      throws IOException {
    log.info(
        "refused {}: RATE_LIMIT ({}), key {}", RequestLine.of(request), taken.limit(), key.keyId());
    show(response, taken);
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(taken.retryAfterSeconds()));
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getWriter()
        .print("{\"errors\":[{\"message\":\"Too many requests; see Retry-After.\"}]}");
  }

  private static void show(HttpServletResponse response, RateLimits.Taken taken) {
    response.setHeader("X-RateLimit-Limit", Integer.toString(taken.limit()));
    response.setHeader("X-RateLimit-Remaining", Long.toString(taken.remaining()));
  }
}
