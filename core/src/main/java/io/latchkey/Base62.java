package io.latchkey;

/** The digits of keys: {@code 0-9A-Za-z}, valued in the order of ASCII. */
final class Base62 {

  static final int RADIX = 62;

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Base62() {}

  static boolean isDigit(int c) {
    return value(c) >= 0;
  }

  /** The value of a digit, or -1 for anything else. */
  static int value(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'z' ? c - 'a' + 36 : -1;
  }

  /**
   * Marks those of eight bytes that are digits by their highest bits, without looking at one after
   * the other: a byte's highest bit says whether it is at least some character, once the distance
   * to 128 was added. The other bits say nothing, nor does the mark of a neighbour of a byte that
   * is not ASCII: use {@link #areAll}.
   */
  static long digits(long eight) {
    long decimal = (eight + every(0x80 - '0')) & ~(eight + every(0x80 - '9' - 1));
    // Large and small letters differ in one bit; nothing else becomes a letter by it.
    long small = eight | every(0x20);
    long letter = (small + every(0x80 - 'a')) & ~(small + every(0x80 - 'z' - 1));
    return (decimal | letter) & ~eight;
  }

  /** Tells whether all eight bytes are marked. */
  static boolean areAll(long marked) {
    return (marked & every(0x80)) == every(0x80);
  }

  private static long every(int value) {
    return 0x0101010101010101L * value;
  }

  static byte digit(int value) {
    return (byte) DIGITS.charAt(value);
  }
}
