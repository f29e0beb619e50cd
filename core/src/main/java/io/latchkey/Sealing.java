package io.latchkey;

import io.latchkey.spi.KeyStore;
import org.jspecify.annotations.Nullable;

/**
 * The parts that seal and look at seals, or those that stand for them when there are no seal keys.
 */
abstract class Sealing {

  private Sealing() {}

  static Sealing of(
      Latchkey.Builder builder, KeyStore store, VerificationIndex index, LatchkeyMetrics metrics) {
    return builder.sealKeys == null
        ? new Off(store)
        : new On(builder, builder.sealKeys, store, index, metrics);
  }

  /** The store as operations see it. */
  abstract KeyStore store();

  abstract RowGate gate();

  abstract CommitSealing commits();

  /** The public face; called once. */
  abstract Seals seals(Engine engine, Runnable poll);

  abstract void recheck();

  abstract int faults();

  private static final class Off extends Sealing {

    private final KeyStore store;

    private Off(KeyStore store) {
      this.store = store;
    }

    @Override
    KeyStore store() {
      return store;
    }

    @Override
    RowGate gate() {
      return OpenGate.INSTANCE;
    }

    @Override
    CommitSealing commits() {
      return Unsealed.INSTANCE;
    }

    @Override
    Seals seals(Engine engine, Runnable poll) {
      return new NoSeals();
    }

    @Override
    void recheck() {}

    @Override
    int faults() {
      return 0;
    }
  }

  private static final class On extends Sealing {

    private final KeyStore store;
    private final RowSealer rows;
    private final ChainSealer chains;
    private final SealWatch watch;
    private final SealGate gate;
    private final SealedStore sealed;
    private final HostSeal host;
    private final CommitSealer commits;
    private final @Nullable SealAnchor anchor;
    private volatile @Nullable SealEngine engine;

    private On(
        Latchkey.Builder builder,
        SealKeys keys,
        KeyStore store,
        VerificationIndex index,
        LatchkeyMetrics metrics) {
      this.store = store;
      anchor = builder.sealAnchor == null ? null : new GuardedAnchor(builder.sealAnchor);
      rows = new RowSealer(keys);
      chains = new ChainSealer(rows);
      watch = new SealWatch(builder.sealMode, metrics);
      host = new HostSeal(store, rows, chains, watch, anchor);
      gate = new SealGate(store, rows, chains, watch, index, host, anchor);
      sealed = new SealedStore(store, rows, watch, index);
      commits = new CommitSealer(store, rows, chains, watch, host, anchor);
    }

    @Override
    KeyStore store() {
      return sealed;
    }

    @Override
    RowGate gate() {
      return gate;
    }

    @Override
    CommitSealing commits() {
      return commits;
    }

    @Override
    Seals seals(Engine shared, Runnable poll) {
      SealEngine made =
          new SealEngine(shared, poll, store, rows, chains, watch, gate, host, anchor);
      engine = made;
      return made;
    }

    @Override
    void recheck() {
      SealEngine made = engine;
      if (made != null) {
        made.recheck();
      }
    }

    @Override
    int faults() {
      return watch.faults();
    }
  }
}
