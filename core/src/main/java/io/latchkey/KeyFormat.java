package io.latchkey;

/**
 * The measures of a key's text: {@code <brand>_<type>_<environment>_<body>}, the body being id,
 * secret and checksum.
 *
 * <p>The body has 55 characters because that is the longest message that SHA-256 takes in one
 * block.
 */
final class KeyFormat {

  static final int ID = KeyId.LENGTH;
  static final int SECRET = 33;
  static final int CHECKSUM = 6;
  static final int BODY = ID + SECRET + CHECKSUM;

  /** The last characters, by which people tell their keys apart; part of the checksum. */
  static final int TAIL = 5;

  /** The length of a word of the prefix: brand, type code or environment. */
  static final int MIN_WORD = 2;

  static final int MAX_WORD = 12;

  static final int MIN_LENGTH = 3 * (MIN_WORD + 1) + BODY;
  static final int MAX_LENGTH = 3 * (MAX_WORD + 1) + BODY;

  /**
   * A longer text is refused unseen; the room above {@link #MAX_LENGTH} is for what surrounds a
   * key.
   */
  static final int MAX_READ = 128;

  private KeyFormat() {}

  /** The text before the body, for example {@code acme_ci_live_}. */
  static String prefix(String brand, String typeCode, String environment) {
    return Identifiers.requireWord("brand", brand)
        + "_"
        + Identifiers.requireWord("type code", typeCode)
        + "_"
        + Identifiers.requireWord("environment", environment)
        + "_";
  }

  static boolean isLength(int length) {
    return length >= MIN_LENGTH && length <= MAX_LENGTH;
  }
}
