package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The checksum of a key whose body is all digits, by look-up.
 *
 * <p>What the platform has for CRC-32 is made for long texts: it goes byte by byte up to an aligned
 * address and from the last one on, and those are most of a key. A body has one length, though, and
 * a CRC is linear: each byte, by its place, changes some bits of the sum, whatever the others are.
 * So a body's sum is 49 look-ups that do not wait for each other. Whoever is flooded with mistyped
 * keys notices.
 */
final class ChecksumTables {

  private static final int POLYNOMIAL = 0xEDB88320;

  /** The first characters of a body, which the checksum covers. */
  private static final int COVERED = KeyFormat.BODY - KeyFormat.CHECKSUM;

  /** From a place to the next one; the digits of one place end before those of the next begin. */
  private static final int STRIDE = 'z' - '0' + 1;

  /** Room behind the last place, so that the compiler leaves out the check of any byte's index. */
  private static final int BYTES = 256;

  /** Per place, what a digit there changes; static, so that the compiler knows its length. */
  private static final int[] CHANGES = changes();

  /** Per place of the checksum itself, what a digit there is worth. */
  private static final long[] VALUES = values();

  private ChecksumTables() {}

  private static int[] changes() {
    int[] changes = new int[size(COVERED)];
    for (int c = '0'; c <= 'z'; c++) {
      int sum = c;
      for (int place = COVERED - 1; place >= 0; place--) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
          sum = (sum >>> 1) ^ (POLYNOMIAL & -(sum & 1));
        }
        changes[place * STRIDE + c] = sum;
      }
    }
    return changes;
  }

  private static long[] values() {
    long[] values = new long[size(KeyFormat.CHECKSUM)];
    long worth = 1;
    for (int place = KeyFormat.CHECKSUM - 1; place >= 0; place--) {
      for (int c = '0'; c <= 'z'; c++) {
        values[place * STRIDE + c] = Math.max(0, Base62.value(c)) * worth;
      }
      worth *= Base62.RADIX;
    }
    return values;
  }

  private static int size(int places) {
    return (places - 1) * STRIDE + BYTES;
  }

  /** What the text before a body adds to the sum of any key that has it. */
  static int start(byte[] prefix) {
    byte[] zeros = "0".repeat(COVERED).getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(prefix);
    crc.update(zeros);
    return (int) crc.getValue() ^ changes(zeros, 0);
  }

  /**
   * Tells whether the checksum of a text is right.
   *
   * @param text a key's text, whose body is all digits
   * @param start what {@link #start} says of its prefix
   */
  static boolean isRight(byte[] text, int length, int start) {
    int sum = start ^ changes(text, length - KeyFormat.BODY);
    return presented(text, length - KeyFormat.CHECKSUM) == Integer.toUnsignedLong(sum);
  }

  private static int changes(byte[] text, int from) {
    return seven(text, from, 0)
        ^ seven(text, from, 7)
        ^ seven(text, from, 14)
        ^ seven(text, from, 21)
        ^ seven(text, from, 28)
        ^ seven(text, from, 35)
        ^ seven(text, from, 42);
  }

  /** Seven times seven; a loop over all would take twice as long. */
  private static int seven(byte[] text, int from, int place) {
    return change(text, from, place)
        ^ change(text, from, place + 1)
        ^ change(text, from, place + 2)
        ^ change(text, from, place + 3)
        ^ change(text, from, place + 4)
        ^ change(text, from, place + 5)
        ^ change(text, from, place + 6);
  }

  private static int change(byte[] text, int from, int place) {
    return CHANGES[place * STRIDE + (text[from + place] & 0xFF)];
  }

  /** What the six digits of a checksum say: a sum of look-ups, half the time of six products. */
  private static long presented(byte[] text, int from) {
    long sum = 0;
    for (int place = 0; place < KeyFormat.CHECKSUM; place++) {
      sum += VALUES[place * STRIDE + (text[from + place] & 0xFF)];
    }
    return sum;
  }
}
