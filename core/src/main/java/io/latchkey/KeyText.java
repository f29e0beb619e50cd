package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * What can be said of the text of a key without a store: useful in a partner's client, a support
 * tool, a log filter.
 *
 * <pre>{@code
 * KeyForm form = KeyText.inspect(pasted);
 * if (!form.wellFormed()) { ... form.fault() ... }
 * }</pre>
 *
 * @since 1.0
 */
public final class KeyText {

  private static final KeyFaults FAULTS = KeyFaults.anyHost();

  private KeyText() {}

  /**
   * Looks at the form of a text. A well-formed text need not be a key that anybody issued.
   *
   * @param text any text; null counts as missing
   * @return its form, without the secret
   */
  public static KeyForm inspect(@Nullable String text) {
    if (text == null) {
      return KeyForm.shapeless(RejectionReason.KEY_MISSING);
    }
    if (text.length() > KeyFormat.MAX_READ) {
      return KeyForm.shapeless(RejectionReason.KEY_LENGTH_WRONG);
    }
    Hasher hasher = new Hasher();
    try {
      hasher.readForNaming(text);
      RejectionReason fault = FAULTS.find(hasher);
      if (fault != null && fault != RejectionReason.KEY_CHECKSUM_WRONG) {
        return KeyForm.shapeless(fault);
      }
      return KeyForm.of(fault, hasher);
    } finally {
      hasher.wipe();
    }
  }

  /**
   * The exact regular expression of a brand's keys, for secret scanners and log filters. It is
   * understood by every common dialect, RE2 and PCRE among them, and does not back-track.
   *
   * <pre>{@code
   * \bacme_[a-z][a-z0-9]{1,11}_[a-z][a-z0-9]{1,11}_[0-9A-Za-z]{55}\b
   * }</pre>
   *
   * <p>What it finds has the right shape; {@link #inspect} checks the checksum as well, so that
   * next to nothing else is left.
   *
   * @param brand the brand, {@code [a-z][a-z0-9]{1,11}}
   * @return the expression
   * @throws IllegalArgumentException if the brand is not of the form
   */
  public static String scannerPattern(String brand) {
    String word =
        "[a-z][a-z0-9]{" + (KeyFormat.MIN_WORD - 1) + "," + (KeyFormat.MAX_WORD - 1) + "}";
    return "\\b"
        + Identifiers.requireWord("brand", brand)
        + ("_" + word).repeat(2)
        + "_[0-9A-Za-z]{"
        + KeyFormat.BODY
        + "}\\b";
  }
}
