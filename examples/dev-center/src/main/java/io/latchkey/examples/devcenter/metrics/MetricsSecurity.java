package io.latchkey.examples.devcenter.metrics;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/**
 * Metrics are read from this machine, where a collector runs; they hold no secret, but tell how
 * much goes on. Behind a proxy on the same machine this would be everybody: give them a port of
 * their own there, with {@code management.server.port}.
 */
@Configuration(proxyBeanMethods = false)
class MetricsSecurity {

  @Bean
  @Order(2)
  SecurityFilterChain metrics(HttpSecurity http) {
    return http.securityMatcher(EndpointRequest.to("prometheus"))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .anyRequest()
                    .access(
                        (caller, context) ->
                            new AuthorizationDecision(isLocal(context.getRequest()))))
        .exceptionHandling(
            e -> e.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.FORBIDDEN)))
        .build();
  }

  private static boolean isLocal(HttpServletRequest request) {
    try {
      // What the container gives is an address, never a name: nothing is looked up.
      return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
