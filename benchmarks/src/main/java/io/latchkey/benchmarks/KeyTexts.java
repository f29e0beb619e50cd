package io.latchkey.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The published form of a key, as far as making right and wrong ones takes it. */
final class KeyTexts {

  static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int CHECKSUM = 6;

  private KeyTexts() {}

  /** Another character at one place, and the checksum left as it was. */
  static String changed(String key, int position) {
    char other = key.charAt(position) == 'a' ? 'b' : 'a';
    return key.substring(0, position) + other + key.substring(position + 1);
  }

  /** Another character at one place, and the checksum made right again. */
  static String forged(String key, int position) {
    return withChecksum(changed(key, position).substring(0, key.length() - CHECKSUM));
  }

  static String withChecksum(CharSequence unchecked) {
    CRC32 crc = new CRC32();
    crc.update(unchecked.toString().getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < CHECKSUM; i++) {
      digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return unchecked + digits.reverse().toString();
  }
}
