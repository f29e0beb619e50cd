package io.latchkey;

import java.util.Locale;

/**
 * What an {@link Actor} can ask for; an {@link AccessPolicy} decides on it. May grow.
 *
 * @since 1.0
 */
public enum Operation {
  /** Create a key. */
  CREATE_KEY,
  /** Acknowledge that a key was stored. */
  ACKNOWLEDGE_KEY,
  /** Replace a key by a successor. */
  REPLACE_KEY,
  /** Turn a key off, reversibly. */
  DISABLE_KEY,
  /** Turn a disabled key on again. */
  ENABLE_KEY,
  /** End a key for ever; also all keys of a partner. */
  REVOKE_KEY,
  /** Change a key's description. */
  CHANGE_DESCRIPTION,
  /** Change when a key expires. */
  CHANGE_EXPIRY,
  /** Give a key its partner's current permissions. */
  REASSIGN_PERMISSIONS,
  /** See keys, their permissions and where these come from. */
  VIEW_KEYS,
  /** Read and export the account's audit trail. */
  READ_AUDIT,
  /** Export a signed snapshot of the account's keys. */
  EXPORT_SNAPSHOT;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The operation as it stands in audit entries and idempotency scopes. */
  String code() {
    return code;
  }
}
