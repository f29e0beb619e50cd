package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be reached, or stayed contended, or its answer was lost. Trying again is
 * safe: every operation either finds its work done or does it; for create and replace give an
 * idempotency key.
 *
 * @since 1.0
 */
public final class StoreUnavailableException extends LatchkeyException {

  private static final long serialVersionUID = 1L;

  /** Whether the work may have been done. */
  private final boolean outcomeUnknown;

  StoreUnavailableException(String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /**
   * Tells whether the operation may have been carried out all the same.
   *
   * @return true if the answer to a commit was lost; false if nothing was written
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
