package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;

/** The parts that look at seals, without a process around them. */
final class SealLab {

  final VerificationIndex index = new VerificationIndex(new VerifierLab().settings);
  final SealWatch watch = new SealWatch(SealMode.REQUIRED, SilentMetrics.INSTANCE);
  final SealGate gate;
  private final KeyStore store;
  private final BrokenRows broken;

  SealLab(KeyStore store) {
    this.store = store;
    RowSealer rows = new RowSealer(SealWorld.FIRST);
    ChainSealer chains = new ChainSealer(rows);
    HostSeal host = new HostSeal(store, rows, chains, watch, null);
    broken = new BrokenRows(store, rows, watch);
    gate = new SealGate(store, rows, chains, watch, index, host, null);
  }

  FeedPosition load() {
    SealedLoad looking = gate.load();
    FeedPosition position =
        store.load(
            new RecordSink() {
              @Override
              public void partner(PartnerRecord partner) {
                looking.admits(partner);
              }

              @Override
              public void account(AccountRecord account) {
                looking.admits(account);
              }

              @Override
              public void key(KeyRecord key) {
                looking.admits(key);
              }

              @Override
              public void chainSeal(String chain, String seal) {
                looking.chainSeal(chain, seal);
              }
            });
    looking.finish();
    return position;
  }

  /** Looks at a chain, and loads anew if that is asked for, as a process does. */
  void recheck(String chain) {
    gate.recheck(chain);
    if (gate.takeStale()) {
      FeedPosition unused = load();
    }
  }

  void lookAgain() {
    broken.lookAgain();
  }
}
