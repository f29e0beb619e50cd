package io.latchkey.examples.springboot;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.Latchkey;
import io.latchkey.examples.springboot.apikey.ApiKeyConfigurer;
import io.latchkey.memory.MemoryKeyStore;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A Spring Boot application whose API is opened by keys. {@link Jobs} is guarded by its address,
 * {@link Candidates} by an annotation; both ask for an authority, which is a permission of the key.
 *
 * <pre>{@code
 * curl -u "$KEY:" http://127.0.0.1:8080/v1/jobs
 * }</pre>
 */
@SpringBootApplication(
    // No users here, so no default one with a password in the log either.
    excludeName =
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration")
@EnableMethodSecurity
public class SpringBootHost {

  /**
   * Starts the application, makes a key and shows it, once.
   *
   * @param args settings, as Spring Boot takes them
   */
  public static void main(String[] args) {
    ConfigurableApplicationContext application = SpringApplication.run(SpringBootHost.class, args);
    String key = DemoKeys.issue(application.getBean(Latchkey.class));
    System.out.println("curl -u \"" + key + ":\" http://127.0.0.1:8080/v1/jobs");
  }

  @Bean(destroyMethod = "close")
  Latchkey latchkey() {
    return Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
  }

  @Bean
  @Order(1)
  SecurityFilterChain partnerApi(HttpSecurity http, Latchkey latchkey) {
    return http.securityMatcher("/v1/**")
        .with(new ApiKeyConfigurer(latchkey.verifier(), CANDIDATE_INGESTION))
        .authorizeHttpRequests(
            requests ->
                requests
                    // Any method: what answers a GET answers a HEAD as well.
                    .requestMatchers("/v1/jobs")
                    .hasAuthority("jobs.view")
                    .anyRequest()
                    .authenticated())
        .build();
  }

  /** Whatever no other chain is for is closed, but for the page that tells of errors. */
  @Bean
  SecurityFilterChain everythingElse(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }
}
