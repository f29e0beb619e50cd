package io.latchkey;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/**
 * The public identifier of a key: the first 16 characters of the body of its text. Not a secret; it
 * appears in lists, logs and audit entries. Immutable.
 *
 * <p>Sixteen characters of {@code 0-9A-Za-z}, drawn at random: 95 bits, so ids can't be enumerated.
 * Compared byte for byte.
 *
 * @param value the id as text
 * @since 1.0
 */
@Immutable
public record KeyId(String value) {

  /** The number of characters of an id. */
  public static final int LENGTH = 16;

  /**
   * Checks the form.
   *
   * @param value see {@link #value()}
   * @throws IllegalArgumentException if {@code value} is not of the form; the message does not
   *     repeat it, in case it is a whole key
   */
  public KeyId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("a key id has 16 characters of 0-9A-Za-z");
    }
  }

  /**
   * Wraps a text.
   *
   * @param value the id as text
   * @return the id
   * @throws IllegalArgumentException if {@code value} is not of the form
   */
  public static KeyId of(String value) {
    return new KeyId(value);
  }

  /**
   * Wraps a text that may be anything, such as a part of a web address.
   *
   * @param value any text
   * @return the id, or empty if the text is none
   */
  public static Optional<KeyId> parse(String value) {
    return wellFormed(value) ? Optional.of(new KeyId(value)) : Optional.empty();
  }

  private static boolean wellFormed(String value) {
    if (value.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (!Base62.isDigit(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The bare id. */
  @Override
  public String toString() {
    return value;
  }
}
