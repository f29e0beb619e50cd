package io.latchkey.examples.devcenter.ingestion;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.CandidateIngestion.PROSPECT_POOLS_VIEW;
import static io.latchkey.CandidateIngestion.TRACKING_LINKS_CREATE;
import static org.springframework.http.HttpMethod.POST;

import io.latchkey.KeyVerifier;
import io.latchkey.examples.springboot.apikey.ApiKeyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Who may call what: the one place with the permission of every address. A rule names a method only
 * where another method needs something else: what answers a GET answers a HEAD as well, and a rule
 * for GET alone would let that pass.
 */
@Configuration(proxyBeanMethods = false)
class PartnerApiSecurity {

  @Bean
  @Order(1)
  SecurityFilterChain partnerApiChain(
      HttpSecurity http, KeyVerifier verifier, CallerFilter callers) {
    return http.securityMatcher("/v1/partner/**")
        .with(
            new ApiKeyConfigurer(verifier, CANDIDATE_INGESTION),
            keys -> keys.realm("candidate ingestion").refusals(new PartnerRefusals()))
        // Behind what turns exceptions of security into answers, before what asks for permissions.
        .addFilterBefore(callers, AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/v1/partner/jobs")
                    .hasAuthority(JOBS_VIEW.name())
                    .requestMatchers(POST, "/v1/partner/candidates")
                    .hasAuthority(CANDIDATES_CREATE.name())
                    .requestMatchers("/v1/partner/candidates")
                    .hasAuthority(CANDIDATES_VIEW.name())
                    .requestMatchers("/v1/partner/prospect_pools")
                    .hasAuthority(PROSPECT_POOLS_VIEW.name())
                    .requestMatchers("/v1/partner/tracking_link")
                    .hasAuthority(TRACKING_LINKS_CREATE.name())
                    .anyRequest()
                    .authenticated())
        .build();
  }
}
