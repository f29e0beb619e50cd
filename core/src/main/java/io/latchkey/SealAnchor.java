package io.latchkey;

import java.util.Optional;

/**
 * A memory outside the store for how far the seal of each chain has come. A whole account, or the
 * whole database, that is put back to an earlier state fits together; only this tells.
 *
 * <p>There is one chain for each account, named by its id, which covers the account's keys, and one
 * for the host, named {@code $host}, which covers partners and the status of accounts.
 *
 * <p>Implementations are thread-safe. What lies between the last {@link #store} that succeeded and
 * a rollback is not found, so an anchor that is written late protects late.
 *
 * @since 1.0
 */
public interface SealAnchor {

  /**
   * Remembers a point. Called after each commit that changed a row, on the thread that made it, in
   * any order: a point with a lower number than the one remembered is to be ignored.
   *
   * <p>What this throws is logged and counted, and changes nothing: the commit stands.
   *
   * @param chain an account's id or {@code $host}
   * @param point the point
   */
  void store(String chain, SealPoint point);

  /**
   * The point with the highest number that was stored. Called for each chain while everything is
   * loaded.
   *
   * <p>What this throws makes the load fail, to be tried again: nothing is verified meanwhile.
   *
   * @param chain an account's id or {@code $host}
   * @return the point, or empty if none was ever stored
   */
  Optional<SealPoint> load(String chain);
}
