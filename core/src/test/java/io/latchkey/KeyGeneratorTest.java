package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.latchkey.internal.RandomBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyGeneratorTest {

  private static final String PREFIX = "acme_ci_live_";

  /**
   * The value that chi-square with 61 degrees of freedom exceeds once in some three million cases;
   * 49 positions are looked at.
   */
  private static final double CHI_SQUARE_LIMIT = 133;

  private final KeyGenerator generator = new KeyGenerator(VerifierLab.seeded(7));

  @Test
  void generate_aKey_isWellFormedAndConsistent() throws NoSuchAlgorithmException {
    GeneratedKey key = generator.generate(PREFIX);
    String text = new String(key.text());

    KeyForm form = KeyText.inspect(text);
    assertThat(form.wellFormed()).isTrue();
    assertThat(form.keyId()).contains(key.keyId());
    assertThat(form.tail()).contains(key.tail());
    assertThat(text).startsWith(PREFIX + key.keyId().value()).endsWith(key.tail());
    byte[] body = text.substring(PREFIX.length()).getBytes(StandardCharsets.US_ASCII);
    assertThat(key.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(body));
  }

  @Test
  void generate_manyKeys_noneTwice() {
    Set<String> texts = new HashSet<>();
    Set<KeyId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      GeneratedKey key = generator.generate(PREFIX);
      texts.add(new String(key.text()));
      ids.add(key.keyId());
    }

    assertThat(texts).hasSize(10_000);
    assertThat(ids).hasSize(10_000);
  }

  @Test
  void regenerate_forAnId_keepsItAndChangesTheSecret() {
    GeneratedKey first = generator.generate(PREFIX);
    GeneratedKey second = generator.regenerate(PREFIX, first.keyId());

    assertThat(second.keyId()).isEqualTo(first.keyId());
    assertThat(KeyText.inspect(new String(second.text())).wellFormed()).isTrue();
    assertThat(secret(second)).isNotEqualTo(secret(first));
    assertThat(second.digest()).isNotEqualTo(first.digest());
  }

  @Test
  void generate_manyKeys_everyDigitIsAsLikelyAtEveryPosition() {
    int drawn = KeyFormat.ID + KeyFormat.SECRET;
    int keys = 62 * 1_000;
    int[][] counts = new int[drawn][Base62.RADIX];
    for (int i = 0; i < keys; i++) {
      char[] text = generator.generate(PREFIX).text();
      for (int position = 0; position < drawn; position++) {
        counts[position][Base62.value(text[PREFIX.length() + position])]++;
      }
    }

    for (int position = 0; position < drawn; position++) {
      assertThat(chiSquare(counts[position], keys / (double) Base62.RADIX))
          .as("position %d", position)
          .isLessThan(CHI_SQUARE_LIMIT);
    }
  }

  /** The control for the test above: it would have seen the classic fault. */
  @Test
  void chiSquare_ofBytesModuloSixtyTwo_isFarAboveTheLimit() {
    byte[] bytes = new byte[62 * 1_000];
    new Random(7).nextBytes(bytes);
    int[] counts = new int[Base62.RADIX];
    for (byte b : bytes) {
      counts[(b & 0xFF) % Base62.RADIX]++;
    }

    assertThat(chiSquare(counts, 1_000)).isGreaterThan(2 * CHI_SQUARE_LIMIT);
  }

  @Test
  void draw_sixBitsBeyondTheDigits_areThrownAway() {
    byte[] sequence = {62, 63, (byte) 0xFE, (byte) 0xFF, 61, 0, 10, 36, (byte) 0xC0};
    KeyGenerator fixed =
        new KeyGenerator(
            bytes -> {
              Arrays.fill(bytes, (byte) 1);
              System.arraycopy(sequence, 0, bytes, 0, sequence.length);
            });

    assertThat(fixed.generate(PREFIX).keyId().value()).isEqualTo("z0Aa0" + "1".repeat(11));
  }

  @Test
  void draw_fewUsableBytes_drawsAgain() {
    int[] draws = {0};
    KeyGenerator scarce =
        new KeyGenerator(
            bytes -> {
              Arrays.fill(bytes, (byte) 63);
              bytes[0] = (byte) (draws[0]++ % Base62.RADIX);
            });

    assertThat(KeyText.inspect(new String(scarce.generate(PREFIX).text())).wellFormed()).isTrue();
    assertThat(draws[0]).isEqualTo(KeyFormat.ID + KeyFormat.SECRET);
  }

  @Test
  void draw_fromABrokenSource_isRefusedInsteadOfEndless() {
    KeyGenerator broken = new KeyGenerator(bytes -> Arrays.fill(bytes, (byte) 0xFF));

    assertThatIllegalStateException().isThrownBy(() -> broken.generate(PREFIX));
  }

  @Test
  void generate_aKey_wipesTheRandomBytes() {
    List<byte[]> filled = new ArrayList<>();
    RandomBytes source = VerifierLab.seeded(7);
    KeyGenerator watched =
        new KeyGenerator(
            bytes -> {
              source.fill(bytes);
              filled.add(bytes);
            });

    GeneratedKey key = watched.generate(PREFIX);

    assertThat(key.text()).isNotEmpty();
    assertThat(filled).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
  }

  @Test
  void wipe_aKey_overwritesTheLiveText() {
    GeneratedKey key = generator.generate(PREFIX);
    char[] live = key.text();
    key.wipe();

    assertThat(live).containsOnly('\0');
    assertThat(key.text()).isSameAs(live);
  }

  @Test
  void digest_changedByACaller_isNotChangedInTheKey() {
    GeneratedKey key = generator.generate(PREFIX);
    byte[] digest = key.digest();
    digest[0]++;

    assertThat(key.digest()).isNotEqualTo(digest);
  }

  @Test
  void toString_ofAKey_showsTheIdAlone() {
    GeneratedKey key = generator.generate(PREFIX);

    assertThat(key.toString())
        .contains(key.keyId().value())
        .doesNotContain(secret(key))
        .doesNotContain(new String(key.text()));
  }

  @Test
  void secureRandomBytes_filled_differFromCallToCall() {
    SecureRandomBytes random = new SecureRandomBytes();
    byte[] first = new byte[64];
    byte[] second = new byte[64];
    random.fill(first);
    random.fill(second);

    assertThat(first).isNotEqualTo(second).isNotEqualTo(new byte[64]);
  }

  private static String secret(GeneratedKey key) {
    return new String(key.text(), PREFIX.length() + KeyFormat.ID, KeyFormat.SECRET);
  }

  private static double chiSquare(int[] counts, double expected) {
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
