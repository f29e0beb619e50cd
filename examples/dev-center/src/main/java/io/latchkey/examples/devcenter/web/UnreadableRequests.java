package io.latchkey.examples.devcenter.web;

import io.latchkey.examples.springboot.apikey.RequestLine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers requests that reach no filter chain, because Spring's firewall or Tomcat turns them away:
 * to an integration in the documented body, to everybody else with a page. Nothing of the request
 * is in the answer. Thread-safe.
 */
@Component
class UnreadableRequests implements RequestRejectedHandler {

  private static final Logger log = LoggerFactory.getLogger(UnreadableRequests.class);

  private static final byte[] ERRORS =
      "{\"errors\":[{\"message\":\"The address or a header of the request can't be read.\"}]}"
          .getBytes(StandardCharsets.UTF_8);

  /** What the filter chains would have set. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", SecurityConfiguration.CONTENT_SECURITY_POLICY,
          "Cache-Control", "no-cache, no-store, max-age=0, must-revalidate",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin");

  private final byte[] page;

  UnreadableRequests() throws IOException {
    page = new ClassPathResource("unreadable.html").getContentAsByteArray();
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
      throws IOException {
    log.info("refused {}: REQUEST_UNREADABLE", RequestLine.of(request));
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    answer(request.getRequestURI(), response);
  }

  /** Writes headers and body; the status is the caller's to set. */
  void answer(@Nullable String uri, HttpServletResponse response) throws IOException {
    HEADERS.forEach(response::setHeader);
    boolean api = Addresses.isOfTheApi(uri);
    byte[] body = api ? ERRORS : page;
    response.setContentType(api ? "application/json" : "text/html;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
