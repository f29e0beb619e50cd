package io.latchkey.examples.servletfilter;

import io.latchkey.VerifiedKey;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes candidates in; the partner on the key is their source. */
final class CandidatesServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    VerifiedKey key = (VerifiedKey) request.getAttribute(ApiKeyFilter.KEY);
    response.setContentType("application/json");
    response.getWriter().print("{\"source\":\"" + key.partnerId() + "\"}");
  }
}
