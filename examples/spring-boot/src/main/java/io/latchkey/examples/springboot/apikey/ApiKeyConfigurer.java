package io.latchkey.examples.springboot.apikey;

import io.latchkey.ApiType;
import io.latchkey.KeyVerifier;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * Lets callers in by API key. Give it a filter chain of its own:
 *
 * <pre>{@code
 * http.securityMatcher("/v1/**")
 *     .with(new ApiKeyConfigurer(latchkey.verifier(), CANDIDATE_INGESTION))
 *     .authorizeHttpRequests(requests -> requests
 *         .requestMatchers(POST, "/v1/candidates").hasAuthority("candidates.create")
 *         .anyRequest().authenticated())
 * }</pre>
 *
 * <p>A controller gets the key as {@code @AuthenticationPrincipal VerifiedKey key}. The chain keeps
 * no session and knows no log-out. It has no CSRF tokens: what a browser adds by itself, a cookie,
 * opens nothing here. Its manager has one provider and no parent, so that a key is never tried as
 * somebody's password.
 */
public final class ApiKeyConfigurer extends AbstractHttpConfigurer<ApiKeyConfigurer, HttpSecurity> {

  private final ApiKeyAuthenticationProvider provider;
  private String realm = "api";
  private RefusalBody body = RefusalBody.PROBLEM_DETAILS;

  /**
   * Makes a configurer.
   *
   * @param verifier verifies keys
   * @param apiType the only type of key to let in
   */
  public ApiKeyConfigurer(KeyVerifier verifier, ApiType apiType) {
    provider = new ApiKeyAuthenticationProvider(verifier, apiType);
  }

  /**
   * Sets the realm in the challenge; {@code api} if not set.
   *
   * @param name the realm, without quotes
   * @return this configurer
   */
  public ApiKeyConfigurer realm(String name) {
    realm = name;
    return this;
  }

  /**
   * Sets how refusals are worded; problem details if not set.
   *
   * @param wording the body of refusals
   * @return this configurer
   */
  public ApiKeyConfigurer refusals(RefusalBody wording) {
    body = wording;
    return this;
  }

  /**
   * Called when this is handed to {@code with}: the configurers set here read it when they init.
   */
  @Override
  public void setBuilder(HttpSecurity http) {
    super.setBuilder(http);
    http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .logout(logout -> logout.disable());
  }

  @Override
  public void init(HttpSecurity http) {
    ApiKeyRefusals refusals = refusals();
    http.exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
  }

  @Override
  public void configure(HttpSecurity http) {
    AuthenticationFilter filter =
        new AuthenticationFilter(
            new ProviderManager(provider), new ApiKeyAuthenticationConverter());
    filter.setFailureHandler(refusals()::commence);
    filter.setSuccessHandler((request, response, authentication) -> {});
    http.addFilterBefore(postProcess(filter), BasicAuthenticationFilter.class);
  }

  private ApiKeyRefusals refusals() {
    return new ApiKeyRefusals(realm, body);
  }
}
