package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;

/**
 * A load of everything that a store holds into an index that goes on being used. Records count from
 * the moment they come; what no record showed is removed at the end.
 */
final class Reload implements RecordSink {

  private final VerificationIndex index;
  private final Takeover takeover;

  Reload(VerificationIndex index, Takeover takeover) {
    this.index = index;
    this.takeover = takeover;
  }

  /** Takes a record that is not as the library wrote it. */
  void refuse(PartnerRecord partner) {
    index.refuse(partner, takeover);
  }

  /** Takes a record that is not as the library wrote it. */
  void refuse(AccountRecord account) {
    index.refuse(account, takeover);
  }

  /** Takes a record that is not as the library wrote it. */
  void refuse(KeyRecord key) {
    index.refuse(key, takeover);
  }

  @Override
  public void partner(PartnerRecord partner) {
    index.take(partner, takeover);
  }

  @Override
  public void account(AccountRecord account) {
    index.take(account, takeover);
  }

  @Override
  public void key(KeyRecord key) {
    index.take(key, takeover);
  }

  /**
   * Removes the keys that neither this load nor a change since it began has shown. Not called if
   * the load failed.
   */
  void finish() {
    index.finish(takeover);
  }
}
