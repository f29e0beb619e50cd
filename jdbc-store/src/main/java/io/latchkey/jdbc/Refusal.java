package io.latchkey.jdbc;

import io.latchkey.spi.CommitResult;

/**
 * Ends the transaction of a commit that is refused. Carries no stack: it never leaves the store.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the commit ends with. */
  private final CommitResult.Status status;

  Refusal(CommitResult.Status status) {
    super(status.name(), null, false, false);
    this.status = status;
  }

  CommitResult.Status status() {
    return status;
  }
}
