package io.latchkey;

/**
 * Precisely why a verification accepted nothing, for the operator. May grow; {@link #view()} is the
 * stable view.
 *
 * <p>The table shows what the caller may be told, and whether the reason is found only behind a
 * right secret. Reasons that are not behind it say nothing about any key but that it exists, which
 * the {@linkplain KeyId id} can't be guessed for.
 *
 * <table>
 * <caption>Reasons</caption>
 * <tr><th>reason</th><th>view</th><th>right secret needed</th></tr>
 * <tr><td>{@code HEADER_…}, {@code BASIC_…}</td><td>bad credential</td><td>no</td></tr>
 * <tr><td>{@link #KEY_MISSING} to {@link #KEY_CHECKSUM_WRONG}</td><td>bad credential</td><td>no</td></tr>
 * <tr><td>{@link #KEY_UNKNOWN}, {@link #SECRET_WRONG}, {@link #KEY_UNREADABLE}, {@link #SEAL_BROKEN}</td><td>bad credential</td><td>no</td></tr>
 * <tr><td>{@link #KEY_PENDING} to {@link #ENVIRONMENT_NOT_ACCEPTED}</td><td>bad credential</td><td>yes</td></tr>
 * <tr><td>{@link #ACCOUNT_STOPPED} to {@link #PERMISSION_MISSING}</td><td>not allowed</td><td>yes</td></tr>
 * <tr><td>{@link #NOT_READY} to {@link #SNAPSHOT_DAMAGED}</td><td>not available</td><td>no</td></tr>
 * </table>
 *
 * @since 1.0
 */
public enum RejectionReason {
  /** There is no {@code Authorization} header, or it is blank. */
  HEADER_MISSING(CallerView.BAD_CREDENTIAL, false),
  /** The header is longer than any header with a key can be. */
  HEADER_TOO_LONG(CallerView.BAD_CREDENTIAL, false),
  /** The header's scheme is neither Basic (RFC 7617) nor Bearer (RFC 6750). */
  HEADER_SCHEME_UNKNOWN(CallerView.BAD_CREDENTIAL, false),
  /** The scheme is followed by nothing. */
  HEADER_CREDENTIAL_MISSING(CallerView.BAD_CREDENTIAL, false),
  /** What follows Basic is not Base64; often the key itself, not encoded. */
  BASIC_NOT_BASE64(CallerView.BAD_CREDENTIAL, false),
  /** The colon stands behind the Base64 text; it belongs inside: {@code base64(key + ":")}. */
  BASIC_COLON_OUTSIDE(CallerView.BAD_CREDENTIAL, false),
  /**
   * The key was encoded without the colon behind it: {@code base64(key)} where {@code base64(key +
   * ":")} is asked for.
   */
  BASIC_COLON_MISSING(CallerView.BAD_CREDENTIAL, false),
  /** There is a password; the key is the user name and the password stays empty. */
  BASIC_PASSWORD_PRESENT(CallerView.BAD_CREDENTIAL, false),
  /**
   * The user name is empty and the password is not: the key stands on the wrong side of the colon.
   */
  BASIC_KEY_AS_PASSWORD(CallerView.BAD_CREDENTIAL, false),

  /** No text, or a blank one. */
  KEY_MISSING(CallerView.BAD_CREDENTIAL, false),
  /** White space or quotes before or behind what may be a key. */
  KEY_SURROUNDED(CallerView.BAD_CREDENTIAL, false),
  /** Too short or too long for a key of this brand; often truncated on the way. */
  KEY_LENGTH_WRONG(CallerView.BAD_CREDENTIAL, false),
  /**
   * Doesn't start with a brand, API type and environment of this host; often a key for another API
   * or another product.
   */
  KEY_PREFIX_WRONG(CallerView.BAD_CREDENTIAL, false),
  /** A character that no key has. */
  KEY_CHARACTER_WRONG(CallerView.BAD_CREDENTIAL, false),
  /** The checksum does not fit: mistyped or damaged. */
  KEY_CHECKSUM_WRONG(CallerView.BAD_CREDENTIAL, false),

  /** Well-formed, and no key of this store: never issued, purged, or of another store. */
  KEY_UNKNOWN(CallerView.BAD_CREDENTIAL, false),
  /**
   * The id is known and the rest is not right: an older secret of the same id, or a forgery with a
   * right checksum.
   */
  SECRET_WRONG(CallerView.BAD_CREDENTIAL, false),
  /**
   * The stored record has something that this version of the library or this host's configuration
   * doesn't know.
   */
  KEY_UNREADABLE(CallerView.BAD_CREDENTIAL, false),
  /**
   * Somebody else than the library changed, added or removed the key's row, that of its partner or
   * account, or one beside them; see {@link Seals}.
   */
  SEAL_BROKEN(CallerView.BAD_CREDENTIAL, false),

  /** Nobody acknowledged the key yet. */
  KEY_PENDING(CallerView.BAD_CREDENTIAL, true),
  /** The key was not acknowledged in time. */
  KEY_ABANDONED(CallerView.BAD_CREDENTIAL, true),
  /** The key is turned off. */
  KEY_DISABLED(CallerView.BAD_CREDENTIAL, true),
  /** The key was revoked. */
  KEY_REVOKED(CallerView.BAD_CREDENTIAL, true),
  /** The key's successor has taken over. */
  KEY_REPLACED(CallerView.BAD_CREDENTIAL, true),
  /** The key has expired. */
  KEY_EXPIRED(CallerView.BAD_CREDENTIAL, true),
  /** The key's environment is not one that this verifier accepts. */
  ENVIRONMENT_NOT_ACCEPTED(CallerView.BAD_CREDENTIAL, true),

  /** The account is suspended or erased. */
  ACCOUNT_STOPPED(CallerView.NOT_ALLOWED, true),
  /** The partner is suspended. */
  PARTNER_SUSPENDED(CallerView.NOT_ALLOWED, true),
  /** The key is for another API type than the permission asked for. */
  API_TYPE_WRONG(CallerView.NOT_ALLOWED, true),
  /** The key does not carry the permission asked for. */
  PERMISSION_MISSING(CallerView.NOT_ALLOWED, true),

  /** The index has not been loaded yet, or the verifier is closed. */
  NOT_READY(CallerView.NOT_AVAILABLE, false),
  /**
   * The change feed has been silent for longer than the bound on staleness, or the snapshot is
   * older than its bound on age.
   */
  STALE(CallerView.NOT_AVAILABLE, false),
  /** The part of a snapshot where the key would stand can't be read, or is not what was signed. */
  SNAPSHOT_DAMAGED(CallerView.NOT_AVAILABLE, false);

  private final CallerView view;
  private final boolean needsRightSecret;
  private final Rejection unnamed = new Rejection(this, null);

  RejectionReason(CallerView view, boolean needsRightSecret) {
    this.view = view;
    this.needsRightSecret = needsRightSecret;
  }

  /**
   * What the caller may be told.
   *
   * @return the coarse, stable view
   */
  public CallerView view() {
    return view;
  }

  /**
   * Tells whether this reason is given only after the secret was found to be right.
   *
   * @return true if a right secret was presented
   */
  public boolean needsRightSecret() {
    return needsRightSecret;
  }

  /** The rejection for this reason that names no key; always the same object. */
  Rejection unnamed() {
    return unnamed;
  }

  /** Tells whether this reason holds for good: the key has ended. */
  boolean isEnd() {
    return switch (this) {
      case KEY_ABANDONED, KEY_REVOKED, KEY_REPLACED, KEY_EXPIRED -> true;
      default -> false;
    };
  }
}
