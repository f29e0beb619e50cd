package io.latchkey;

/**
 * What a caller may learn of a rejection. Frozen.
 *
 * @since 1.0
 */
public enum CallerView {
  /** The credential is not accepted; all its kinds are one and the same answer. */
  BAD_CREDENTIAL(401),
  /** The credential is right and does not allow this. */
  NOT_ALLOWED(403),
  /** Nothing can be said at the moment; the caller may try again. */
  NOT_AVAILABLE(503);

  private final int status;

  CallerView(int status) {
    this.status = status;
  }

  /**
   * The HTTP status code that says the same (RFC 9110, sections 15.5.2, 15.5.4 and 15.6.4).
   *
   * @return 401, 403 or 503
   */
  public int httpStatus() {
    return status;
  }
}
