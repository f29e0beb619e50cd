package io.latchkey.spi;

import org.jspecify.annotations.Nullable;

/**
 * Works out the seal of a chain's head for a commit (rule A4): text that core makes and reads, and
 * that a store keeps beside the head without looking into it.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface SealUpdate {

  /**
   * The seal that follows. Called while the chain's head is locked, in the transaction that writes
   * the commit; quick, and asks no store. A store that has to begin its transaction anew calls it
   * again, with what it finds then.
   *
   * @param present the seal that the head has, or null if it has none
   * @return 1 to 255 ASCII characters, to be kept from this commit on
   * @throws RuntimeException if the commit must not be made: it leaves nothing behind, and the
   *     exception reaches the caller of {@link KeyStore#commit} as it is
   */
  String next(@Nullable String present);
}
