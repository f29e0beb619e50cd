package io.latchkey;

import java.util.zip.CRC32;

/**
 * The last six characters of a key: the CRC-32 of everything before them, in base62, left-padded
 * with {@code 0}.
 *
 * <p>It finds typing and truncation without a look-up; it protects nothing. A digest covers it, so
 * it is worked out only to name a fault.
 */
final class KeyChecksum {

  private KeyChecksum() {}

  /** Writes the checksum of the text into its last six bytes. */
  static void write(CRC32 crc, byte[] text, int length) {
    long rest = of(crc, text, length);
    for (int i = length - 1; i >= length - KeyFormat.CHECKSUM; i--) {
      text[i] = Base62.digit((int) (rest % Base62.RADIX));
      rest /= Base62.RADIX;
    }
  }

  static boolean isRight(CRC32 crc, byte[] text, int length) {
    long presented = 0;
    for (int i = length - KeyFormat.CHECKSUM; i < length; i++) {
      int value = Base62.value(text[i]);
      if (value < 0) {
        return false;
      }
      presented = presented * Base62.RADIX + value;
    }
    return presented == of(crc, text, length);
  }

  private static long of(CRC32 crc, byte[] text, int length) {
    crc.reset();
    crc.update(text, 0, length - KeyFormat.CHECKSUM);
    long sum = crc.getValue();
    crc.reset();
    return sum;
  }
}
