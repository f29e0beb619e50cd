package io.latchkey;

/**
 * The stable identifier of a partner. Names change, this does not.
 *
 * <p>1 to 64 characters: an ASCII letter or digit, then letters, digits and {@code . _ : | -}.
 * Compared byte for byte. Immutable.
 *
 * @param value the identifier as text
 * @since 1.0
 */
public record PartnerId(String value) {

  /**
   * Checks the form.
   *
   * @param value see {@link #value()}
   * @throws IllegalArgumentException if {@code value} is not of the form
   */
  public PartnerId {
    Identifiers.require("partner id", value);
  }

  /**
   * Wraps a text.
   *
   * @param value the identifier as text
   * @return the identifier
   * @throws IllegalArgumentException if {@code value} is not of the form
   */
  public static PartnerId of(String value) {
    return new PartnerId(value);
  }

  /** The bare identifier. */
  @Override
  public String toString() {
    return value;
  }
}
