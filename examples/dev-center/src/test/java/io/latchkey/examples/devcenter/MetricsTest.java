package io.latchkey.examples.devcenter;

import static io.latchkey.examples.devcenter.Metrics.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a collector reads at {@code /metrics}. */
class MetricsTest {

  private static Site site;
  private static Integration integration;

  @BeforeAll
  static void start() {
    site = Site.start();
    integration = Integration.of(site, "ada", "northwind-sourcing");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void verifications_areCountedByOutcomeAndReason() throws Exception {
    String accepted = "latchkey_verifications_total{outcome=\"accepted\",reason=\"none\"}";
    String noColon =
        "latchkey_verifications_total{outcome=\"bad_credential\",reason=\"basic_colon_missing\"}";
    String revoked =
        "latchkey_verifications_total{outcome=\"bad_credential\",reason=\"key_revoked\"}";
    String before = metrics();

    integration.get("current_user");
    integration.get("current_user");
    String wrong = "Basic " + Integration.base64(integration.key());
    integration.send("GET", "current_user", null, Map.of("Authorization", wrong));
    String after = metrics();

    assertThat(value(after, accepted) - value(before, accepted)).isEqualTo(2);
    assertThat(value(after, noColon) - value(before, noColon)).isEqualTo(1);
    assertThat(value(after, revoked)).isZero();
  }

  @Test
  void histograms_haveBucketsThatFit() throws Exception {
    integration.get("current_user");

    String text = metrics();

    assertThat(value(text, "latchkey_verification_seconds_bucket{le=\"0.01\"}")).isPositive();
    assertThat(value(text, "latchkey_verification_seconds_count")).isPositive();
    assertThat(text)
        .contains("latchkey_verification_seconds_bucket{le=\"1.0E-6\"}")
        .containsPattern("http_server_requests_seconds_bucket\\{[^}]*uri=\"/v1/partner/current_");
  }

  @Test
  void health_isShown() throws Exception {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> value(metrics(), "latchkey_feed_number") > 0);
    String text = metrics();

    assertThat(value(text, "latchkey_index_keys")).isEqualTo(1);
    assertThat(value(text, "latchkey_feed_number")).isPositive();
    assertThat(value(text, "latchkey_feed_lag_seconds")).isBetween(0.0, 5.0);
    assertThat(value(text, "latchkey_ready")).isEqualTo(1);
    assertThat(value(text, "latchkey_operations_total{operation=\"create_key\",outcome=\"done\"}"))
        .isPositive();
  }

  @Test
  void text_namesNoKeyAndNoCaller() throws Exception {
    integration.get("current_user");

    assertThat(metrics())
        .doesNotContain(
            integration.key(), integration.keyId().value(), "northwind", "globex", "ada@");
  }

  private static String metrics() throws Exception {
    return Metrics.read(site);
  }
}
