package io.latchkey;

import java.util.Locale;

/**
 * Why somebody revoked a key. May grow.
 *
 * @since 1.0
 */
public enum RevocationReason {
  /** The key's text is lost. */
  LOST,
  /** The key's text is, or may be, known to somebody who must not know it. */
  LEAKED,
  /** A successor is in use. */
  REPLACED,
  /** The integration is no longer used. */
  NO_LONGER_USED,
  /** Something else; say it in the note. */
  OTHER;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The reason as stores and audit entries hold it. */
  String code() {
    return code;
  }
}
