package io.latchkey;

/**
 * Where a record comes from, which decides whether it takes the place of the one held.
 *
 * @param generation the last reload begun when the record was read
 * @param restored whether it comes from the reload of a store that went back in time
 */
record Takeover(int generation, boolean restored) {

  /**
   * A newer version always takes over; after a restore, so does the first one that the reload
   * shows.
   */
  boolean takes(long version, long heldVersion, int heldSince) {
    return version > heldVersion || (restored && heldSince < generation);
  }

  /** The same for a status node, which is marked. */
  boolean take(StatusNode<?> node, long version) {
    boolean taken = takes(version, node.version(), node.setIn());
    node.shown(generation);
    if (taken) {
      node.taken(version, generation);
    }
    return taken;
  }
}
