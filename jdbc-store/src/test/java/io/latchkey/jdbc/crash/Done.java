package io.latchkey.jdbc.crash;

/**
 * An operation whose success was returned to whoever asked for it.
 *
 * @param operation what was done
 * @param accountId in which account
 * @param keyId to which key
 * @param otherId the successor of a replacement, otherwise empty
 */
record Done(Kind operation, String accountId, String keyId, String otherId) {

  enum Kind {
    CREATED,
    ACKNOWLEDGED,
    DISABLED,
    ENABLED,
    REPLACED_WITH_OVERLAP,
    REPLACED_AT_ONCE,
    REVOKED,
    /** Not done, as far as anybody was told: the answer never came. */
    LOST
  }

  static Done of(Kind operation, String accountId, String keyId) {
    return new Done(operation, accountId, keyId, "");
  }

  String line() {
    return String.join(" ", operation.name(), accountId, keyId, otherId.isEmpty() ? "-" : otherId);
  }

  static Done parse(String line) {
    String[] words = line.split(" ", -1);
    String other = words[3].equals("-") ? "" : words[3];
    return new Done(Kind.valueOf(words[0]), words[1], words[2], other);
  }
}
