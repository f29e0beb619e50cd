package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;

/** Decides which records that come from the store are used at all. Thread-safe. */
interface RowGate {

  boolean admits(KeyRecord key);

  boolean admits(PartnerRecord partner);

  boolean admits(AccountRecord account);

  /** A key is gone, so nothing is wrong with it any more. */
  void removed(String keyId);

  /** A key that this node did not know came by the feed. */
  void appeared(KeyRecord key);

  /**
   * Tells, once, that rows were found to be right of which this node may hold others, so that all
   * have to be read anew.
   */
  boolean takeStale();

  /** Begins to look at a load. */
  LoadGate load();
}
