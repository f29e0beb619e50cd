package io.latchkey;

/** What copying and pasting leaves around a key: white space and quotes. */
final class Surroundings {

  private static final String TYPOGRAPHIC_QUOTES =
      "\u00AB\u00BB\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F";
  private static final String INVISIBLE = "\u200B\u200C\u200D\u2060\uFEFF";

  private Surroundings() {}

  /**
   * Replaces white space of any script by a space and any quote by an ASCII one; keeps all else.
   */
  static char fold(char c) {
    if (c < 128) {
      return c;
    }
    if (TYPOGRAPHIC_QUOTES.indexOf(c) >= 0) {
      return '"';
    }
    boolean blank =
        Character.isWhitespace(c) || Character.isSpaceChar(c) || INVISIBLE.indexOf(c) >= 0;
    return blank ? ' ' : c;
  }

  /** Tells whether a text is empty, or begins or ends with what {@link #contains} once folded. */
  static boolean isAround(String text) {
    return text.isEmpty()
        || contains(fold(text.charAt(0)))
        || contains(fold(text.charAt(text.length() - 1)));
  }

  static boolean contains(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '"' || c == '\'' || c == '`';
  }
}
