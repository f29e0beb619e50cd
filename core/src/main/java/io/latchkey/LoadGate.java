package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;

/** The same for one load, at the end of which it is known what is missing. Not thread-safe. */
interface LoadGate {

  boolean admits(KeyRecord key);

  boolean admits(PartnerRecord partner);

  boolean admits(AccountRecord account);

  /** Takes the seal of a chain, after all records. */
  void chainSeal(String chain, String seal);

  /** The load is complete. */
  void finish();
}
