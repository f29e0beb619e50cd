package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.TimeSource;
import io.latchkey.testing.ManualTime;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** How many requests a key may make. */
class RateLimitTest {

  private static final ManualTime TIME = ManualTime.at("2030-01-01T09:00:00Z");

  private static Site site;

  @BeforeAll
  static void start() {
    site =
        Site.start(
            List.of(StandingClock.class),
            "--devcenter.api.requests=10",
            "--devcenter.api.unlisted-requests=5");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** Stands in for the system's clock. */
  static class StandingClock {

    @Bean
    @Primary
    TimeSource standingClock() {
      return TIME;
    }
  }

  @Test
  void request_beyondTheLimit_isToldWhenToComeBack() throws Exception {
    Integration integration = Integration.of(site, "ada", "northwind-sourcing");

    for (int remaining = 9; remaining >= 0; remaining--) {
      HttpResponse<String> answer = integration.get("current_user");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "X-RateLimit-Limit")).isEqualTo("10");
      assertThat(header(answer, "X-RateLimit-Remaining")).isEqualTo(remaining + "");
    }
    HttpResponse<String> refused = integration.get("current_user");
    TIME.advance(Duration.ofSeconds(1));
    HttpResponse<String> again = integration.get("current_user");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(header(refused, "X-RateLimit-Limit")).isEqualTo("10");
    assertThat(header(refused, "X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(refused.body())
        .isEqualTo("{\"errors\":[{\"message\":\"Too many requests; see Retry-After.\"}]}");
    assertThat(again.statusCode()).isEqualTo(200);
  }

  @Test
  void key_ofAnUnlistedVendor_mayDoLessThanACustomOne() throws Exception {
    Integration unlisted = Integration.of(site, "ada", "unlisted-vendor");
    Integration custom = Integration.of(site, "ada", "custom");

    assertThat(header(unlisted.get("jobs"), "X-RateLimit-Limit")).isEqualTo("5");
    assertThat(header(custom.get("jobs"), "X-RateLimit-Limit")).isEqualTo("10");
  }

  @Test
  void limit_ofOneKey_leavesOthersAlone() throws Exception {
    Integration busy = Integration.of(site, "ada", "unlisted-vendor");
    Integration quiet = Integration.of(site, "ada", "unlisted-vendor");
    for (int i = 0; i < 6; i++) {
      busy.get("jobs");
    }

    assertThat(busy.get("jobs").statusCode()).isEqualTo(429);
    assertThat(quiet.get("jobs").statusCode()).isEqualTo(200);
  }

  @Test
  void guess_ofAUser_costsAllowanceAndShowsNone() throws Exception {
    Integration guessing = Integration.of(site, "ada", "unlisted-vendor");
    Map<String, String> guess = Map.of("On-Behalf-Of", "who@globex.example");
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> answer = guessing.send("GET", "jobs", null, guess);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().map()).doesNotContainKey("x-ratelimit-limit");
    }

    assertThat(guessing.send("GET", "jobs", null, guess).statusCode()).isEqualTo(429);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
