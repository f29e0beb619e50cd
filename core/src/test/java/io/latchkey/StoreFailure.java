package io.latchkey;

import io.latchkey.spi.StoreException;

/** A way in which a call of the store can fail. */
enum StoreFailure {
  UNAVAILABLE,
  CONTENTION,
  OUTCOME_UNKNOWN,
  /** The commit was made and the answer lost. */
  ANSWER_LOST,
  CORRUPT,
  /** What no store may throw. */
  BROKEN;

  RuntimeException exception() {
    return switch (this) {
      case BROKEN -> new IllegalStateException("broken driver");
      case ANSWER_LOST -> new StoreException(StoreException.Kind.OUTCOME_UNKNOWN, "lost", null);
      default -> new StoreException(StoreException.Kind.valueOf(name()), "failed", null);
    };
  }
}
