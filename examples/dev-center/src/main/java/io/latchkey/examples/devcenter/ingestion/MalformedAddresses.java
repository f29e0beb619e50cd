package io.latchkey.examples.devcenter.ingestion;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers what the firewall stops before it reaches any filter: with the documented body where the
 * API is meant, with the page for errors elsewhere.
 */
@Component
class MalformedAddresses implements RequestRejectedHandler {

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
      throws IOException {
    if (!request.getRequestURI().startsWith("/v1/partner")) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
      return;
    }
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getWriter().print("{\"errors\":[{\"message\":\"The address is not well-formed.\"}]}");
  }
}
