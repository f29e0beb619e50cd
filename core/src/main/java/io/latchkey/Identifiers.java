package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Objects;

/** The form of the identifiers that hosts choose. */
final class Identifiers {

  private static final int MAX_LENGTH = 64;

  private Identifiers() {}

  /**
   * Refuses what is no identifier. Stores and audit trails keep identifiers for ever and compare
   * them byte for byte, so they are ASCII; an e-mail address is refused because an audit entry
   * can't forget a person.
   */
  @CanIgnoreReturnValue
  static String require(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          name + " must have 1 to 64 characters but has " + value.length());
    }
    for (int i = 0; i < value.length(); i++) {
      if (!allowed(value.charAt(i), i)) {
        throw new IllegalArgumentException(
            name
                + " must start with a letter or digit and go on with letters, digits and . _ : | -"
                + " (ASCII); \""
                + Texts.printable(value)
                + "\" does not, at position "
                + i);
      }
    }
    return value;
  }

  private static boolean allowed(char c, int position) {
    boolean alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return alphanumeric
        || (position > 0 && (c == '.' || c == '_' || c == ':' || c == '|' || c == '-'));
  }

  /** A word of a key's prefix: brand, type code or environment, {@code [a-z][a-z0-9]{1,11}}. */
  @CanIgnoreReturnValue
  static String requireWord(String name, String value) {
    if (!isWord(Objects.requireNonNull(value, name))) {
      throw new IllegalArgumentException(
          name
              + " must match [a-z][a-z0-9]{1,11}, for example \"acme\"; \""
              + Texts.printable(value)
              + "\" does not");
    }
    return value;
  }

  static boolean isWord(String value) {
    if (value.length() < 2
        || value.length() > 12
        || value.charAt(0) < 'a'
        || value.charAt(0) > 'z') {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
