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

  static byte digit(int value) {
    return (byte) DIGITS.charAt(value);
  }
}
