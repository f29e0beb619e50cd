package io.latchkey.examples.devcenter.web;

import io.latchkey.examples.devcenter.DevCenterSettings;
import io.latchkey.examples.devcenter.users.SignInLimit;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The web security of the pages. Who may manage keys is not decided here but inside Latchkey, with
 * every call; this only says who is signed in.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** Nothing but what this application serves itself, and no inline script or style at all. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS_POLICY =
      "clipboard-write=(self), clipboard-read=(), camera=(), geolocation=(), microphone=()";

  /** After every chain with a narrower matcher, such as one for an API. */
  static final int PAGES = 100;

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  @Order(PAGES)
  SecurityFilterChain pages(HttpSecurity http, DevCenterSettings settings) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/sign-in", "/assets/**", "/error", "/jobs/*")
                    .permitAll()
                    .requestMatchers(EndpointRequest.to("health"))
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(
            form ->
                form.loginPage("/sign-in")
                    .defaultSuccessUrl("/", true)
                    .failureUrl("/sign-in?failed"))
        .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
        .addFilterBefore(
            new SignInLimit(settings.signIns()), UsernamePasswordAuthenticationFilter.class)
        .headers(SecurityConfiguration::headers)
        .build();
  }

  /** Beside the defaults, among which are no-store for every page, and nosniff. */
  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS_POLICY))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(
            resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
  }
}
