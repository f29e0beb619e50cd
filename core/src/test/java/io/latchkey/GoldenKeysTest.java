package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Keys of every format that was ever released, with what was worked out for them by other means. A
 * version that fails here refuses keys that partners hold.
 */
final class GoldenKeysTest {

  private static final List<String> FILES = List.of("golden/keys-v1.csv");

  @Test
  void goldenKeys_ofEveryFormat_areThere() throws IOException {
    assertThat(goldenKeys()).hasSize(10);
  }

  @Test
  void inspect_aGoldenKey_seesItsParts() throws IOException {
    for (Golden golden : goldenKeys()) {
      KeyForm form = KeyText.inspect(golden.text);
      assertThat(form.wellFormed()).as(golden.text).isTrue();
      assertThat(form.keyId()).contains(KeyId.of(golden.id));
      assertThat(form.tail()).contains(golden.tail);
      assertThat(golden.text)
          .startsWith(
              String.join(
                  "_",
                  form.brand().orElseThrow(),
                  form.apiTypeCode().orElseThrow(),
                  form.environment().orElseThrow()))
          .endsWith(golden.checksum);
    }
  }

  @Test
  void verify_aGoldenKey_isAccepted() throws IOException {
    for (Golden golden : goldenKeys()) {
      VerifierEngine engine = verifierThatKnows(golden);
      assertThat(engine.verify(golden.text).accepted()).as(golden.text).isTrue();
      assertThat(engine.verify(golden.text.getBytes(StandardCharsets.US_ASCII)).accepted())
          .isTrue();
    }
  }

  @Test
  void scannerPattern_ofTheBrand_findsAGoldenKeyInText() throws IOException {
    for (Golden golden : goldenKeys()) {
      String brand = golden.text.substring(0, golden.text.indexOf('_'));
      assertThat("key=\"" + golden.text + "\";").containsPattern(KeyText.scannerPattern(brand));
    }
  }

  private static VerifierEngine verifierThatKnows(Golden golden) {
    KeyForm form = KeyText.inspect(golden.text);
    ApiType type = ApiType.define("golden", form.apiTypeCode().orElseThrow()).build();
    VerifierSettings settings =
        new VerifierSettings(
            Set.of(form.brand().orElseThrow()),
            Set.of(form.environment().orElseThrow()),
            Map.of("golden", type),
            Duration.ofSeconds(5));
    VerificationIndex index = new VerificationIndex(settings);
    index.apply(new PartnerRecord("p1", "active", 1));
    index.apply(
        KeyRecord.builder()
            .keyId(golden.id)
            .accountId("a1")
            .partnerId("p1")
            .apiType("golden")
            .brand(form.brand().orElseThrow())
            .environment(form.environment().orElseThrow())
            .digest("sha256-body", HexFormat.of().parseHex(golden.digest))
            .state("active")
            .build());
    VerdictClock clock = new VerdictClock(TimeSource.system());
    index.freshAsOf(clock.nowMillis(), clock.nanoTime());
    return new VerifierEngine(index, settings, clock, new LatchkeyMetrics() {}, null);
  }

  private static List<Golden> goldenKeys() throws IOException {
    List<Golden> keys = new java.util.ArrayList<>();
    for (String file : FILES) {
      try (InputStream in =
              Objects.requireNonNull(GoldenKeysTest.class.getResourceAsStream(file), file);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        lines.lines().filter(line -> !line.startsWith("#")).map(Golden::of).forEach(keys::add);
      }
    }
    return keys;
  }

  private record Golden(String text, String id, String tail, String checksum, String digest) {

    static Golden of(String line) {
      List<String> fields = List.of(line.split(",", -1));
      return new Golden(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
    }
  }
}
