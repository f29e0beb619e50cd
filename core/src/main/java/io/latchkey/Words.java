package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** The words that may stand at one place of a prefix. Immutable; looks without allocating. */
abstract class Words {

  /** Every word of the right form. */
  static Words any() {
    return new AnyWord();
  }

  static Words of(Collection<String> words) {
    byte[][] copies =
        words.stream().map(w -> w.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    return new ListedWords(copies);
  }

  abstract boolean contain(byte[] text, int from, int to);

  private static final class AnyWord extends Words {

    @Override
    boolean contain(byte[] text, int from, int to) {
      int length = to - from;
      if (length < KeyFormat.MIN_WORD || length > KeyFormat.MAX_WORD || !isLetter(text[from])) {
        return false;
      }
      for (int i = from + 1; i < to; i++) {
        if (!isLetter(text[i]) && (text[i] < '0' || text[i] > '9')) {
          return false;
        }
      }
      return true;
    }

    private static boolean isLetter(byte c) {
      return c >= 'a' && c <= 'z';
    }
  }

  private static final class ListedWords extends Words {

    private final byte[][] words;

    ListedWords(byte[][] words) {
      this.words = words;
    }

    @Override
    boolean contain(byte[] text, int from, int to) {
      for (byte[] word : words) {
        if (Arrays.equals(word, 0, word.length, text, from, to)) {
          return true;
        }
      }
      return false;
    }
  }
}
