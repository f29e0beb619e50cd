package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * Receives measurements, so that a host can bind them to the metrics library it uses. Every method
 * does nothing by default.
 *
 * <p>Called on the path of requests, by many threads at once: implementations are thread-safe,
 * quick and don't block. What they throw is logged once and otherwise ignored. No argument ever
 * holds a secret.
 *
 * @since 1.0
 */
public interface LatchkeyMetrics {

  /**
   * A verification was answered.
   *
   * @param reason why it was rejected, or null if it was accepted
   */
  default void verified(@Nullable RejectionReason reason) {}

  /**
   * A management operation ended.
   *
   * @param operation the operation, as a code such as {@code create_key}
   * @param outcome {@code done}, {@code unchanged}, {@code staged} if it waits for the commit of a
   *     host's transaction, or the code of the {@link RefusalReason}, such as {@code
   *     access_denied}, or {@code failed}
   */
  default void managed(String operation, String outcome) {}

  /**
   * The index has caught up with the feed.
   *
   * @param number the feed number reached
   * @param ageMillis milliseconds between the start of the read that reached it and now
   */
  default void feedFollowed(long number, long ageMillis) {}

  /**
   * A row is not as the library wrote it, or the rows of a chain are not those that there should
   * be: somebody else wrote to the store. Called once for each, until it is put right.
   *
   * @param kind {@code key}, {@code partner}, {@code account}, {@code chain}, or {@code anchor} if
   *     the host's {@link SealAnchor} failed to take a point
   * @param id the id of the row or chain, as the store has it
   */
  default void sealBroken(String kind, String id) {}

  /**
   * Uses of keys were given up because the store could not take them in time.
   *
   * @param count how many
   */
  default void usesDropped(int count) {}
}
