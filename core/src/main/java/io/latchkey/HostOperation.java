package io.latchkey;

import java.util.Locale;

/**
 * What a {@link HostActor} can ask for; a {@link HostPolicy} decides on it. May grow.
 *
 * @since 1.0
 */
public enum HostOperation {
  /** Register or update partners, or load a catalogue. */
  EDIT_PARTNERS,
  /** Suspend, resume or retire a partner. */
  CHANGE_PARTNER_STATUS,
  /** Suspend or resume an account. */
  CHANGE_ACCOUNT_STATUS,
  /** Erase an account with its keys and audit trail. */
  ERASE_ACCOUNT,
  /** Report that a key's text has leaked. */
  REPORT_LEAK,
  /** Revoke all keys of a partner in every account. */
  REVOKE_PARTNER_KEYS,
  /** Remove keys that ended long ago. */
  PURGE_KEYS,
  /** Read and export the host's own audit trail. */
  READ_HOST_AUDIT,
  /** Accept that the store was restored to an earlier state. */
  ACCEPT_RESTORE,
  /** See how rows are sealed, and seal them anew. */
  RESEAL,
  /** Accept the rows of an account, or the host's own, as they are. */
  ACCEPT_ROWS,
  /** Export a signed snapshot of keys in any account. */
  EXPORT_SNAPSHOT;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The operation as it stands in audit entries. */
  String code() {
    return code;
  }
}
