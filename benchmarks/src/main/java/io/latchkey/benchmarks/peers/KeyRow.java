package io.latchkey.benchmarks.peers;

import java.time.Instant;
import java.util.Set;

/**
 * What somebody who writes it by hand keeps of a key.
 *
 * @param active whether it is on
 * @param expiresAt when it ends
 * @param permissions what it may do
 */
record KeyRow(boolean active, Instant expiresAt, Set<String> permissions) {

  private static final KeyRow LIVE =
      new KeyRow(
          true, Instant.parse("2999-01-01T00:00:00Z"), Set.of("candidates.create", "jobs.view"));

  static KeyRow live() {
    return LIVE;
  }

  boolean liveNow() {
    return active && Instant.now().isBefore(expiresAt);
  }
}
