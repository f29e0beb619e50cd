package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.latchkey.VerifierLab.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Garbage, and keys with garbage worked into them, at every entrance: always an outcome, and never
 * acceptance of anything but the key itself. Ten million inputs with {@code -Dlatchkey.soak=true},
 * a hundred thousand without.
 */
final class VerifierFuzzTest {

  private static final boolean SOAK = Boolean.getBoolean("latchkey.soak");
  private static final int INPUTS = SOAK ? 10_000_000 : 100_000;
  private static final String ALPHABET =
      "acme_cilvtsjbox 019AZaz+/=:\"'\t\n"
          + "\0-_\u007F\u0080\u00A0\u00E9\u0130\u017F\u2028\uD800\uDFFF\uFEFF\uFF11\uFFFF";

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();
  private final long seed = SOAK ? System.nanoTime() : 20300101;
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  void verifier_underFuzz_acceptsNothingButTheKey() {
    try (Logged quiet = Logged.by(VerifierEngine.class, Level.INFO)) {
      for (int i = 0; i < INPUTS; i++) {
        String text = input();
        if (!text.contains(key.text())) {
          check(text);
        }
      }
      assertThat(quiet.events()).isEmpty();
    }
  }

  private void check(String text) {
    try {
      if (isTakenForAKey(text)) {
        throw new AssertionError("accepted, " + describe(text));
      }
    } catch (RuntimeException e) {
      throw new AssertionError(describe(text), e);
    }
  }

  private boolean isTakenForAKey(String text) {
    return lab.engine.verify(text).accepted()
        || lab.engine.verify(text.getBytes(StandardCharsets.ISO_8859_1)).accepted()
        || lab.engine.verifyAuthorization(text).accepted()
        || lab.engine.verifyAuthorization(basic(text)).accepted()
        || lab.engine.verifyAuthorization("Bearer \u00A0" + text).accepted()
        || lab.engine.identify(text) != null
        || KeyText.inspect(text).wellFormed();
  }

  /** The text in Base64, sometimes with a colon, sometimes cut. */
  private String basic(String text) {
    String colon = random.nextBoolean() ? "" : ":" + text;
    byte[] bytes = (text + colon).getBytes(StandardCharsets.UTF_16BE);
    String encoded = Base64.getEncoder().encodeToString(bytes);
    return "Basic " + encoded.substring(0, random.nextInt(encoded.length() + 1));
  }

  private String input() {
    return switch (random.nextInt(4)) {
      case 0 -> garbage(random.nextInt(160));
      case 1 -> mutated();
      case 2 -> spliced();
      default -> header();
    };
  }

  private String garbage(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(anyChar());
    }
    return text.toString();
  }

  private char anyChar() {
    return random.nextInt(8) == 0
        ? (char) random.nextInt(0x10000)
        : ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }

  private String mutated() {
    StringBuilder text = new StringBuilder(key.text());
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      text.setCharAt(random.nextInt(text.length()), anyChar());
    }
    return text.toString();
  }

  private String spliced() {
    int cut = random.nextInt(key.text().length());
    int resume = random.nextInt(key.text().length());
    return key.text().substring(0, cut)
        + garbage(random.nextInt(12))
        + key.text().substring(resume);
  }

  private String header() {
    String[] schemes = {"Basic ", "basic  ", "Bearer", "BEARER ", "Digest ", " Basic", "\tBasic "};
    return schemes[random.nextInt(schemes.length)]
        + (random.nextBoolean() ? spliced() : garbage(90));
  }

  private String describe(String text) {
    return "seed " + seed + ": " + text.chars().mapToObj(Integer::toHexString).toList();
  }
}
