package io.latchkey;

/**
 * A strict decoder of Base64 that neither allocates nor throws, which that of the platform does.
 */
final class Base64Text {

  private Base64Text() {}

  /**
   * Decodes a part of a text; gives the number of bytes written, or -1 if the part is empty or no
   * Base64.
   */
  static int decode(String text, int from, int to, byte[] out) {
    if (from == to || (to - from) % 4 != 0) {
      return -1;
    }
    int written = 0;
    int bits = 0;
    int held = 0;
    int end = withoutPadding(text, to);
    for (int i = from; i < end; i++) {
      int value = value(text.charAt(i));
      if (value < 0) {
        return -1;
      }
      bits = bits << 6 | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        out[written++] = (byte) (bits >>> held);
      }
    }
    boolean unusedBitsAreZero = (bits & ((1 << held) - 1)) == 0;
    return unusedBitsAreZero ? written : -1;
  }

  private static int withoutPadding(String text, int to) {
    if (text.charAt(to - 1) != '=') {
      return to;
    }
    return text.charAt(to - 2) == '=' ? to - 2 : to - 1;
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    if (c == '+') {
      return 62;
    }
    return c == '/' ? 63 : -1;
  }
}
