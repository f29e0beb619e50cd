package io.latchkey.spi;

import org.jspecify.annotations.Nullable;

/**
 * The store could not do what it was asked. The message never holds a digest.
 *
 * @since 1.0
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What failed. */
  private final Kind kind;

  /**
   * Makes an exception.
   *
   * @param kind what is known about the outcome
   * @param message what happened, without secrets and without digests
   * @param cause the underlying failure, or null
   */
  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /**
   * What is known about the outcome.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * What is known about a failed operation. May grow.
   *
   * @since 1.0
   */
  public enum Kind {
    /**
     * Nothing was written; the store can't be reached or has no room for the request. Try again
     * later.
     */
    UNAVAILABLE,
    /** Nothing was written; a deadlock or serialisation failure. Try again at once. */
    CONTENTION,
    /** The commit was sent and its answer lost: all of it was written, or nothing. */
    OUTCOME_UNKNOWN,
    /** A stored row can't be read back. */
    CORRUPT
  }
}
