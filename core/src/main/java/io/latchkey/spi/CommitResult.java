package io.latchkey.spi;

/**
 * What became of a commit.
 *
 * @param status the outcome
 * @param feedNumber the number of the commit's last change in the feed if committed and it made
 *     one, otherwise 0
 * @since 1.0
 */
public record CommitResult(Status status, long feedNumber) {

  /**
   * A commit that was refused.
   *
   * @param status why
   * @return the result
   */
  public static CommitResult refused(Status status) {
    return new CommitResult(status, 0);
  }

  /**
   * A commit that was made.
   *
   * @param feedNumber the number of its last change in the feed, 0 if it made none
   * @return the result
   */
  public static CommitResult committed(long feedNumber) {
    return new CommitResult(Status.COMMITTED, feedNumber);
  }

  /**
   * The outcome of a commit. Whatever is not {@link #COMMITTED} left nothing behind.
   *
   * @since 1.0
   */
  public enum Status {
    /** Everything was written. */
    COMMITTED,
    /** A row was not at the version that the commit expects. */
    STALE,
    /** An id that the commit inserts exists. */
    DUPLICATE,
    /** The {@link LiveLimit} is reached. */
    LIMIT_REACHED,
    /** An unexpired idempotency record exists in the scope. */
    IDEMPOTENCY_KEY_TAKEN
  }
}
