package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A bit for each of many owners of keys: whether their keys may be used. The nodes of accounts lie
 * far apart in memory, and their bits together, so that a verification need not wait for one. Any
 * number of threads may ask; everything else is guarded by the lock of the index.
 */
final class OpenFlags {

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  /**
   * Replaced by a copy when it grows. Whoever asks the old one began to ask before that, so before
   * anything that was set in the copy was answered.
   */
  private volatile long[] words = new long[1];

  private int count;

  /** Adds an owner whose keys may not be used, and says where its bit is. */
  int add() {
    int place = count++;
    long[] now = words;
    if (word(place) == now.length) {
      words = Arrays.copyOf(now, now.length * 2);
    }
    return place;
  }

  void set(int place, boolean open) {
    long[] now = words;
    int word = word(place);
    long others = now[word] & ~bit(place);
    WORD.setVolatile(now, word, open ? others | bit(place) : others);
  }

  boolean isOpen(int place) {
    return ((long) WORD.getVolatile(words, word(place)) & bit(place)) != 0;
  }

  private static int word(int place) {
    return place / Long.SIZE;
  }

  private static long bit(int place) {
    return 1L << place % Long.SIZE;
  }
}
