package io.latchkey;

/**
 * The host's identifier of an account, its customer. Opaque to the library.
 *
 * <p>1 to 64 characters: an ASCII letter or digit, then letters, digits and {@code . _ : | -}.
 * Compared byte for byte. Immutable.
 *
 * @param value the identifier as text
 * @since 1.0
 */
public record AccountId(String value) {

  /**
   * Checks the form.
   *
   * @param value see {@link #value()}
   * @throws IllegalArgumentException if {@code value} is not of the form
   */
  public AccountId {
    Identifiers.require("account id", value);
  }

  /**
   * Wraps a text.
   *
   * @param value the identifier as text
   * @return the identifier
   * @throws IllegalArgumentException if {@code value} is not of the form
   */
  public static AccountId of(String value) {
    return new AccountId(value);
  }

  /** The bare identifier. */
  @Override
  public String toString() {
    return value;
  }
}
