package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * A management operation did not do what was asked. The message is for the operator and never holds
 * a secret.
 *
 * <p>{@link RefusedException} says no; {@link StoreUnavailableException} says not now; {@link
 * UnreadableRecordException} says that the store holds something it should not. Verification never
 * throws any of them.
 *
 * @since 1.0
 */
public abstract class LatchkeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LatchkeyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
