package io.latchkey;

/**
 * Where a snapshot stands in the history of a store.
 *
 * @param epoch the history
 * @param number the change up to which everything is in it
 * @param asOfMillis when the reading of it began
 */
record SnapshotPosition(String epoch, long number, long asOfMillis) {

  /**
   * Tells whether this is older than another of the same epoch. Two snapshots may show the same
   * change as the newest; then the one that was read later vouches for longer.
   */
  boolean isOlderThan(SnapshotPosition other) {
    return number < other.number || (number == other.number && asOfMillis < other.asOfMillis);
  }
}
