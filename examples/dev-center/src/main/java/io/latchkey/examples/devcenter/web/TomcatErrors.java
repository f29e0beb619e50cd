package io.latchkey.examples.devcenter.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has Tomcat answer like the application where it turns a request away by itself. */
@Configuration(proxyBeanMethods = false)
class TomcatErrors {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> ownErrors(UnreadableRequests answers) {
    // Behind Spring Boot's valve, so that this one is asked before it.
    return factory ->
        factory.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new Valve(answers)));
  }

  /** Called for errors that nobody has written a body for. */
  private static final class Valve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(TomcatErrors.class);

    private final UnreadableRequests answers;

    Valve(UnreadableRequests answers) {
      this.answers = answers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
      if (response.getStatus() < 400
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      try {
        answers.answer(request.getRequestURI(), response);
        response.finishResponse();
      } catch (IOException e) {
        log.debug("the caller has gone", e);
      }
    }
  }
}
