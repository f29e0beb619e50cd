package io.latchkey;

import java.util.Objects;

/**
 * A point in the history of a chain's seal, to be kept outside the store.
 *
 * @param number how many updates of the seal there had been; rises with every change of a row
 * @param mark what tells this seal from any other of the same number; ASCII, at most 64 characters
 * @since 1.0
 */
public record SealPoint(long number, String mark) {

  /**
   * Checks the components.
   *
   * @param number see {@link #number()}
   * @param mark see {@link #mark()}
   */
  public SealPoint {
    Objects.requireNonNull(mark, "mark");
    if (number < 0) {
      throw new IllegalArgumentException("number is negative: " + number);
    }
  }
}
