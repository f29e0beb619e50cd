package io.latchkey;

import java.util.function.Function;

/**
 * The outcome of a verification: a {@link VerifiedKey}, or a {@link Rejection}. Immutable.
 *
 * <pre>{@code
 * Verification verification = verifier.verify(text);
 * if (verification instanceof VerifiedKey key && key.allows(CANDIDATES_CREATE)) { ... }
 * }</pre>
 *
 * <p>Who can't use patterns asks {@link #accepted()} first, or folds.
 *
 * @since 1.0
 */
public sealed interface Verification permits VerifiedKey, Rejection {

  /**
   * Tells whether the key was accepted.
   *
   * @return true if this is a {@link VerifiedKey}
   */
  boolean accepted();

  /**
   * The key that was accepted.
   *
   * @return the key
   * @throws IllegalStateException if nothing was accepted
   */
  VerifiedKey key();

  /**
   * Why nothing was accepted.
   *
   * @return the rejection
   * @throws IllegalStateException if the key was accepted
   */
  Rejection rejection();

  /**
   * Handles both outcomes.
   *
   * @param onAccepted called with the key if it was accepted
   * @param onRejected called with the rejection otherwise
   * @param <T> what both give
   * @return what was given
   */
  default <T> T fold(
      Function<? super VerifiedKey, ? extends T> onAccepted,
      Function<? super Rejection, ? extends T> onRejected) {
    return accepted() ? onAccepted.apply(key()) : onRejected.apply(rejection());
  }
}
