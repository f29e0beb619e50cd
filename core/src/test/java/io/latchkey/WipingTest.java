package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the library itself leaves in a live heap dump after a key was generated and verified in
 * every way: nothing.
 *
 * <p>A search of the dump, not of known fields: it also sees the last block that a {@link
 * java.security.MessageDigest} keeps.
 */
final class WipingTest {

  private static final byte MASK = 0x5A;

  /** Fields, so that they are still reachable when the heap is dumped. */
  private final KeyGenerator generator = new KeyGenerator(new SecureRandomBytes());

  private final VerifierLab lab = new VerifierLab();
  private byte[] planted = {};

  @Test
  void heap_afterGeneratingAndVerifying_holdsNoSecretInAnyEncoding(@TempDir Path directory)
      throws Exception {
    lab.index.apply(new PartnerRecord(VerifierLab.PARTNER, "active", 1));
    byte[][] masked = generateAndVerify();

    Path clean = directory.resolve("clean.hprof");
    Platform.dumpHeap(clean);
    for (byte[] needle : masked) {
      assertThat(occurrences(clean, needle)).isZero();
    }
    Files.delete(clean);

    // The control: the same search finds what is really there.
    planted = unmask(masked[0]);
    Path tainted = directory.resolve("tainted.hprof");
    Platform.dumpHeap(tainted);
    assertThat(occurrences(tainted, masked[0])).isPositive();
    assertThat(planted).isNotEmpty();
  }

  /** Returns what must not be found, masked so that it is not found here. */
  private byte[][] generateAndVerify() {
    GeneratedKey key = generator.generate("acme_ci_live_");
    lab.index.apply(
        KeyRecord.builder()
            .keyId(key.keyId().value())
            .accountId(VerifierLab.ACCOUNT)
            .partnerId(VerifierLab.PARTNER)
            .apiType("candidate_ingestion")
            .brand("acme")
            .environment("live")
            .digest(KeyDigest.ALGORITHM, key.digest())
            .state("active")
            .build());
    String text = new String(key.text());
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    String basic =
        Base64.getEncoder().encodeToString((text + ":").getBytes(StandardCharsets.US_ASCII));
    assertThat(lab.engine.verify(text).accepted()).isTrue();
    assertThat(lab.engine.verify(ascii).accepted()).isTrue();
    assertThat(lab.engine.verifyAuthorization("Basic " + basic).accepted()).isTrue();
    assertThat(lab.engine.verifyAuthorization("Bearer " + text).accepted()).isTrue();
    assertThat(lab.engine.verify(text + " ").accepted()).isFalse();
    assertThat(lab.engine.verify(text.substring(0, 67) + "-").accepted()).isFalse();
    assertThat(lab.engine.verifyAuthorization("Basic " + base64("x:" + text)).accepted()).isFalse();
    assertThat(lab.engine.identify(text)).isNotNull();
    assertThat(KeyText.inspect(text).wellFormed()).isTrue();

    // Ten characters from the middle of the secret: a fragment counts as well.
    String fragment = text.substring(34, 44);
    byte[][] needles = {
      fragment.getBytes(StandardCharsets.US_ASCII),
      fragment.getBytes(StandardCharsets.UTF_16BE),
      fragment.getBytes(StandardCharsets.UTF_16LE),
      basic.substring(48, 58).getBytes(StandardCharsets.US_ASCII),
      basic.substring(48, 58).getBytes(StandardCharsets.UTF_16BE)
    };
    for (byte[] needle : needles) {
      mask(needle);
    }
    key.wipe();
    Arrays.fill(ascii, (byte) 0);
    return needles;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void mask(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= MASK;
    }
  }

  private static byte[] unmask(byte[] masked) {
    byte[] bytes = masked.clone();
    mask(bytes);
    return bytes;
  }

  private static int occurrences(Path file, byte[] masked) throws IOException {
    int found = 0;
    int[] fallback = fallback(masked);
    int matched = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          byte c = (byte) (buffer[i] ^ MASK);
          while (matched > 0 && masked[matched] != c) {
            matched = fallback[matched - 1];
          }
          matched += masked[matched] == c ? 1 : 0;
          if (matched == masked.length) {
            found++;
            matched = fallback[matched - 1];
          }
        }
      }
    }
    return found;
  }

  private static int[] fallback(byte[] pattern) {
    int[] lengths = new int[pattern.length];
    int length = 0;
    for (int i = 1; i < pattern.length; i++) {
      while (length > 0 && pattern[i] != pattern[length]) {
        length = lengths[length - 1];
      }
      length += pattern[i] == pattern[length] ? 1 : 0;
      lengths[i] = length;
    }
    return lengths;
  }
}
