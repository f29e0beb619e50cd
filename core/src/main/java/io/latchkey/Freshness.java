package io.latchkey;

/**
 * As of when an index is complete, by both clocks.
 *
 * @param wallMillis the wall clock at the start of the poll that answered
 * @param nanos the monotonic clock at the same moment
 */
record Freshness(long wallMillis, long nanos) {

  /**
   * Tells whether this is recent enough. Either clock alone may deceive: a wall clock is set back,
   * a monotonic one can stand still while a machine sleeps.
   */
  boolean within(long maxMillis, long maxNanos, long nowMillis, long nowNanos) {
    return nowMillis - wallMillis <= maxMillis && nowNanos - nanos <= maxNanos;
  }
}
