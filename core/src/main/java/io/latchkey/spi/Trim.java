package io.latchkey.spi;

import java.time.Instant;

/**
 * What may be removed from a store in one step.
 *
 * @param feedThrough changes numbered up to this one may go, which raises the low-water mark; 0 for
 *     none
 * @param idempotencyBefore idempotency records whose {@code expiresAt} is at or before this instant
 *     may go
 * @param limit the greatest number of rows to remove in this step, at least 1
 * @since 1.0
 */
public record Trim(long feedThrough, Instant idempotencyBefore, int limit) {

  /**
   * Checks the components.
   *
   * @param feedThrough see {@link #feedThrough()}
   * @param idempotencyBefore see {@link #idempotencyBefore()}
   * @param limit see {@link #limit()}
   */
  public Trim {
    if (feedThrough < 0) {
      throw new IllegalArgumentException("feedThrough is negative: " + feedThrough);
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be positive: " + limit);
    }
  }
}
