package io.latchkey.examples.devcenter.load;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/** A key with the id of a live one, another secret, and a checksum that fits: the best forgery. */
final class Forgery {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECKSUM = 6;
  private static final int SECRET = 33;

  private Forgery() {}

  static String of(String live, RandomGenerator random) {
    StringBuilder text = new StringBuilder(live.substring(0, live.length() - CHECKSUM));
    int at = text.length() - 1 - random.nextInt(SECRET);
    int digit = DIGITS.indexOf(text.charAt(at));
    int other = (digit + 1 + random.nextInt(DIGITS.length() - 1)) % DIGITS.length();
    text.setCharAt(at, DIGITS.charAt(other));
    return text + checksum(text.toString());
  }

  static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    for (long rest = crc.getValue(); digits.length() < CHECKSUM; rest /= DIGITS.length()) {
      digits.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
    }
    return digits.toString();
  }
}
