package io.latchkey.benchmarks;

import io.latchkey.spi.KeyRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/**
 * Any number of live keys, each made anew from its number whenever it is asked for. So the key that
 * is presented lies nowhere near its row in memory, as in a server, and ten million of them cost
 * the heap nothing.
 */
final class GeneratedKeys {

  private static final int KEYS_PER_ACCOUNT = 100;
  private static final int ID = 16;
  private static final int CHOSEN = 49;

  private final KeyRecord template;
  private final String prefix;
  private final MessageDigest sha256;

  /**
   * Takes everything but id, account and digest from a real key.
   *
   * @param template the row of the real key
   */
  GeneratedKeys(KeyRecord template) {
    this.template = template;
    prefix = template.brand() + "_ci_" + template.environment() + "_";
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(int number) {
    SplittableRandom random = new SplittableRandom(number);
    StringBuilder text = new StringBuilder(prefix);
    for (int i = 0; i < CHOSEN; i++) {
      text.append(KeyTexts.DIGITS.charAt(random.nextInt(KeyTexts.DIGITS.length())));
    }
    return KeyTexts.withChecksum(text);
  }

  KeyRecord row(int number) {
    String body = text(number).substring(prefix.length());
    byte[] digest = sha256.digest(body.getBytes(StandardCharsets.US_ASCII));
    return template.toBuilder()
        .keyId(body.substring(0, ID))
        .accountId("account-" + number / KEYS_PER_ACCOUNT)
        .digest(template.digestAlgorithm(), digest)
        .build();
  }
}
