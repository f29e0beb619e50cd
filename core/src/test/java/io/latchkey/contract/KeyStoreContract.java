package io.latchkey.contract;

import io.latchkey.spi.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * The contract that every {@link KeyStore} keeps, case by case. Extend it, say how to make a store,
 * and every rule of {@link KeyStore} is checked:
 *
 * <pre>{@code
 * class MyKeyStoreContractTest extends KeyStoreContract {
 *   @Override
 *   protected KeyStore createStore() {
 *     return new MyKeyStore();
 *   }
 * }
 * }</pre>
 *
 * <p>The name of a case begins with the number of its rule. No case sleeps: time is an argument. A
 * store that outlives its process extends {@link DurableKeyStoreContract} instead. Cases about
 * {@code awaitChange} run if the store declares {@link io.latchkey.spi.KeySource.Capability#WAKES},
 * those about hosts' transactions if it declares {@link
 * io.latchkey.spi.KeySource.Capability#STAGES}.
 *
 * <p>Some cases write from up to 200 threads at once. A store with fewer connections lets the
 * others wait; it must not fail them. {@link io.latchkey.spi.StoreException.Kind#CONTENTION} is
 * taken as what it is: the commit is given again.
 *
 * @since 1.0
 */
public abstract class KeyStoreContract {

  private final List<KeyStore> opened = new ArrayList<>();

  /** For subclasses. */
  protected KeyStoreContract() {}

  /**
   * Makes a store without any content and with an epoch of its own. Called before each case, and by
   * one case a second time; that case does not look at the first store again.
   *
   * @return a new, empty store
   */
  protected abstract KeyStore createStore();

  /**
   * Releases what a store holds. Called once for each store made; does nothing unless overridden.
   *
   * @param used a store that {@link #createStore} made and no case uses any more
   * @throws Exception if it can't be released, which fails the case
   */
  protected void closeStore(KeyStore used) throws Exception {}

  /**
   * Begins a transaction of a host's over a store. To be overridden for a store that declares
   * {@link io.latchkey.spi.KeySource.Capability#STAGES}; not called for any other.
   *
   * @param used the store under test
   * @return the transaction; the case closes it
   */
  protected HostTransaction beginHostTransaction(KeyStore used) {
    throw new IllegalStateException(
        "the store declares STAGES, so its test says how a host's transaction begins");
  }

  @BeforeEach
  final void openStore() {
    opened.add(createStore());
  }

  @AfterEach
  final void releaseStore() throws Exception {
    for (KeyStore store : opened) {
      closeStore(store);
    }
  }

  final KeyStore store() {
    return opened.get(0);
  }

  /** A second store, beside the one under test. */
  final KeyStore anotherStore() {
    KeyStore another = createStore();
    opened.add(another);
    return another;
  }

  final void goOnWith(KeyStore reopened) {
    opened.set(0, reopened);
  }

  /** Rules C1 to C9. */
  @Nested
  class Commits {

    /** All or nothing. */
    @Nested
    class Atomicity extends AtomicityRules {
      Atomicity() {
        super(KeyStoreContract.this);
      }
    }

    /** Versions and existence decide. */
    @Nested
    class Versions extends VersionRules {
      Versions() {
        super(KeyStoreContract.this);
      }
    }

    /** Who counts for a limit. */
    @Nested
    class Limits extends LimitRules {
      Limits() {
        super(KeyStoreContract.this);
      }
    }

    /** Taken until it expires. */
    @Nested
    class Idempotency extends IdempotencyRules {
      Idempotency() {
        super(KeyStoreContract.this);
      }
    }

    /** Everything but the last use. */
    @Nested
    class Updates extends UpdateRules {
      Updates() {
        super(KeyStoreContract.this);
      }
    }

    /** Ids byte for byte. */
    @Nested
    class Identity extends IdentityRules {
      Identity() {
        super(KeyStoreContract.this);
      }
    }

    /** Read as written. */
    @Nested
    class Text extends TextRules {
      Text() {
        super(KeyStoreContract.this);
      }
    }

    /** Instants in every zone and locale. */
    @Nested
    class Time extends TimeRules {
      Time() {
        super(KeyStoreContract.this);
      }
    }

    /** Races have one winner. */
    @Nested
    class Races extends CommitRaceRules {
      Races() {
        super(KeyStoreContract.this);
      }
    }
  }

  /** Rules S1 to S4. */
  @Nested
  class HostTransactions {

    /** Keys staged in a host's transaction. */
    @Nested
    class Staging extends StagingRules {
      Staging() {
        super(KeyStoreContract.this);
      }
    }
  }

  /** Rules A1 to A3; races are in {@link Reading}. */
  @Nested
  class Audit {

    /** The chain of events. */
    @Nested
    class Chains extends AuditRules {
      Chains() {
        super(KeyStoreContract.this);
      }
    }
  }

  /** Rules F1 to F6, and L4. */
  @Nested
  class Feed {

    /** Loading everything. */
    @Nested
    class Loads extends LoadRules {
      Loads() {
        super(KeyStoreContract.this);
      }
    }

    /** Following by one reader. */
    @Nested
    class Changes extends FeedRules {
      Changes() {
        super(KeyStoreContract.this);
      }
    }

    /** Where the oldest changes are gone. */
    @Nested
    class LowWater extends LowWaterRules {
      LowWater() {
        super(KeyStoreContract.this);
      }
    }

    /** Waiting for a change. */
    @Nested
    class Wakes extends WakeRules {
      Wakes() {
        super(KeyStoreContract.this);
      }
    }

    /** No reader misses a change. */
    @Nested
    class Races extends FeedRaceRules {
      Races() {
        super(KeyStoreContract.this);
      }
    }
  }

  /** Rules L1 to L3 and U1. */
  @Nested
  class Reading {

    /** Order and cursors. */
    @Nested
    class Order extends ListRules {
      Order() {
        super(KeyStoreContract.this);
      }
    }

    /** What narrows a list. */
    @Nested
    class Criteria extends CriteriaRules {
      Criteria() {
        super(KeyStoreContract.this);
      }
    }

    /** What was returned stays. */
    @Nested
    class Results extends ResultRules {
      Results() {
        super(KeyStoreContract.this);
      }
    }

    /** A last use moves forward. */
    @Nested
    class Uses extends UseRules {
      Uses() {
        super(KeyStoreContract.this);
      }
    }

    /** Reading while others write. */
    @Nested
    class Races extends ReadingRaceRules {
      Races() {
        super(KeyStoreContract.this);
      }
    }
  }
}
