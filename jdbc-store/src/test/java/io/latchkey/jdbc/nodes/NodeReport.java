package io.latchkey.jdbc.nodes;

import java.util.Map;

/**
 * All that one node answered.
 *
 * @param node which one
 * @param sightings what it answered about each key, by the key's number
 * @param verifications how many verdicts it gave
 * @param unavailable how many of them said <i>not available</i>
 * @param unexcused how many of those came though the feed had been read in time
 * @param acceptedInSilence how many keys it let in though the feed had not been read for too long
 */
record NodeReport(
    int node,
    Map<Integer, Sighting> sightings,
    long verifications,
    long unavailable,
    long unexcused,
    long acceptedInSilence) {}
