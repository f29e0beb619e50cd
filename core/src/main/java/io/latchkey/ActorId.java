package io.latchkey;

/**
 * The host's identifier of whoever acts. Opaque to the library; use a stable id, not a name or an
 * e-mail address, because audit trails keep it for ever.
 *
 * <p>1 to 64 characters: an ASCII letter or digit, then letters, digits and {@code . _ : | -}.
 * Compared byte for byte. Immutable.
 *
 * @param value the identifier as text
 * @since 1.0
 */
public record ActorId(String value) {

  /**
   * Checks the form.
   *
   * @param value see {@link #value()}
   * @throws IllegalArgumentException if {@code value} is not of the form
   */
  public ActorId {
    Identifiers.require("actor id", value);
  }

  /**
   * Wraps a text.
   *
   * @param value the identifier as text
   * @return the identifier
   * @throws IllegalArgumentException if {@code value} is not of the form
   */
  public static ActorId of(String value) {
    return new ActorId(value);
  }

  /** The bare identifier. */
  @Override
  public String toString() {
    return value;
  }
}
