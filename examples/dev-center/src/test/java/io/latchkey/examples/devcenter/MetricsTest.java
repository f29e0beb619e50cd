package io.latchkey.examples.devcenter;

import static io.latchkey.examples.devcenter.Metrics.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.Latchkey;
import io.latchkey.LatchkeyMetrics;
import io.latchkey.SealKeys;
import io.latchkey.spi.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
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

  /** To a process that requires seals, the rows of this one are somebody else's. */
  @Test
  void brokenSeals_areCountedByKind() throws Exception {
    String keys = "latchkey_seals_broken_total{kind=\"key\"}";
    assertThat(value(metrics(), keys)).isZero();
    SecretKey sealKey = new SecretKeySpec(new byte[32], "HmacSHA256");

    try (Latchkey sealing =
        Latchkey.builder(site.bean(KeyStore.class))
            .brand("acme")
            .apiType(ApiCatalogue.JOB_BOARD)
            .seal(SealKeys.of(1, sealKey))
            .metrics(site.bean(LatchkeyMetrics.class))
            .start()) {
      assertThat(sealing.awaitReady(Duration.ofSeconds(30))).isTrue();
      assertThat(sealing.verifier().verify(integration.key()).accepted()).isFalse();
    }

    assertThat(value(metrics(), keys)).isEqualTo(1);
    assertThat(value(metrics(), "latchkey_seals_broken_total{kind=\"partner\"}")).isPositive();
    assertThat(value(metrics(), "latchkey_seals_broken_total{kind=\"anchor\"}")).isZero();
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
