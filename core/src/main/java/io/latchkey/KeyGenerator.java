package io.latchkey;

import io.latchkey.internal.RandomBytes;
import java.util.Arrays;

/** Draws keys. Thread-safe if its source is; keeps nothing of what it drew. */
final class KeyGenerator {

  /** Enough for a key at the first attempt, but for one case in billions. */
  private static final int DRAWN_AT_ONCE = 64;

  /** A sound source needs more once in an eternity; a broken one would otherwise never be done. */
  private static final int MAX_DRAWS = 64;

  private final RandomBytes random;
  private final Hashers hashers = new Hashers();

  KeyGenerator(RandomBytes random) {
    this.random = random;
  }

  /** Draws a key: a fresh id and a fresh secret. */
  GeneratedKey generate(String prefix) {
    return generate(prefix, "");
  }

  /** Draws a fresh secret for an id. */
  GeneratedKey regenerate(String prefix, KeyId keyId) {
    return generate(prefix, keyId.value());
  }

  private GeneratedKey generate(String prefix, String knownId) {
    Hasher hasher = hashers.take();
    try {
      write(hasher, prefix);
      write(hasher, knownId);
      draw(hasher, prefix.length() + KeyFormat.ID + KeyFormat.SECRET);
      hasher.length(prefix.length() + KeyFormat.BODY);
      KeyChecksum.write(hasher.crc(), hasher.room(), hasher.length());
      hasher.hash();
      return new GeneratedKey(hasher);
    } finally {
      hashers.give(hasher);
    }
  }

  private static void write(Hasher hasher, String known) {
    for (int i = 0; i < known.length(); i++) {
      hasher.append(known.charAt(i));
    }
  }

  private void draw(Hasher hasher, int upTo) {
    byte[] drawn = new byte[DRAWN_AT_ONCE];
    try {
      for (int draws = 0; hasher.length() < upTo; draws++) {
        if (draws == MAX_DRAWS) {
          throw new IllegalStateException("the source of random bytes gives no usable ones");
        }
        random.fill(drawn);
        accept(drawn, hasher, upTo);
      }
    } finally {
      Arrays.fill(drawn, (byte) 0);
    }
  }

  /**
   * Six bits that are no digit's value are thrown away; folding them back would favour some digits.
   */
  private static void accept(byte[] drawn, Hasher hasher, int upTo) {
    for (int i = 0; i < drawn.length && hasher.length() < upTo; i++) {
      int value = drawn[i] & 0x3F;
      if (value < Base62.RADIX) {
        hasher.append((char) Base62.digit(value));
      }
    }
  }
}
