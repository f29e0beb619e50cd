package io.latchkey;

/**
 * As of when an index is complete, by both clocks, and how long that counts. Immutable.
 *
 * @param wallMillis the wall clock at the start of the poll that answered
 * @param nanos the monotonic clock at the same moment
 * @param maxMillis the bound on staleness
 * @param maxNanos the bound on staleness
 */
record Freshness(long wallMillis, long nanos, long maxMillis, long maxNanos) {

  /**
   * Tells whether this is recent enough. Either clock alone may deceive: a wall clock is set back,
   * a monotonic one can stand still while a machine sleeps.
   */
  boolean holdsAt(long nowMillis, long nowNanos) {
    return nowMillis - wallMillis <= maxMillis && nowNanos - nanos <= maxNanos;
  }
}
