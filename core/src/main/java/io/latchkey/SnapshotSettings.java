package io.latchkey;

import java.security.PublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier takes for a snapshot of its own.
 *
 * @param verifying what keys it accepts; the bound on staleness is that on a snapshot's age
 * @param trusted the public keys of signers, by the id that stands in a snapshot
 * @param scope the only scope it takes; null for that of the first snapshot
 * @param state where it remembers what it has seen; null for in memory alone
 */
record SnapshotSettings(
    VerifierSettings verifying,
    Map<String, PublicKey> trusted,
    @Nullable SnapshotScope scope,
    @Nullable SnapshotState state) {

  SnapshotSettings {
    trusted = Map.copyOf(trusted);
  }
}
