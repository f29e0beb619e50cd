package io.latchkey.memory;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.limit;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.latchkey.contract.Records;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.StoredKey;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Whatever runs at once, the store behaves as if one call had come after the other: checked against
 * the store itself, called by one thread.
 */
final class MemoryKeyStoreLincheckTest {

  /** Takes no part in what threads share, and would cost most of the time. */
  private static final String[] NOT_SHARED = {
    AuditChain.class.getName(),
    Chain.class.getName(),
    ChainHead.class.getName(),
    Commit.class.getName(),
    Commit.Builder.class.getName(),
    LiveCount.class.getName(),
    Preconditions.class.getName(),
    Records.class.getName()
  };

  @Test
  void rows_underModelChecking_areLinearizable() {
    modelChecking().check(Rows.class);
  }

  @Test
  void feed_underModelChecking_isLinearizable() {
    modelChecking().check(Feeds.class);
  }

  private static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .iterations(5)
        .invocationsPerIteration(40)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(0)
        .addGuarantee(forClasses(NOT_SHARED).allMethods().ignore());
  }

  @Test
  void feed_underStress_isLinearizable() {
    new StressOptions()
        .iterations(6)
        .invocationsPerIteration(300)
        .threads(3)
        .actorsPerThread(3)
        .check(Feeds.class);
  }

  /** Two keys that are always updated together. */
  @Param(name = "id", gen = IntGen.class, conf = "1:2")
  public static final class Rows {

    private final MemoryKeyStore store = new MemoryKeyStore();

    /** Starts with both keys. */
    public Rows() {
      String unused =
          told(store.commit(commit().insertKey(key("k1")).insertKey(key("k2")).build()));
    }

    @Operation
    public String updateBoth() {
      return told(store.commit(commit().updateKey(second("k1")).updateKey(second("k2")).build()));
    }

    @Operation
    public long find(@Param(name = "id") int id) {
      return store.findKey(ACCOUNT, "k" + id).orElseThrow().record().version();
    }

    private static StoredKey second(String id) {
      return key(id, record -> record.version(2));
    }
  }

  /** Keys that come, and what can be seen of them. */
  @Param(name = "id", gen = IntGen.class, conf = "1:2")
  public static final class Feeds {

    private final MemoryKeyStore store = new MemoryKeyStore();

    @Operation
    public String insert(@Param(name = "id") int id) {
      return told(store.commit(commit().insertKey(key("k" + id)).limit(limit(2)).build()));
    }

    @Operation
    public boolean find(@Param(name = "id") int id) {
      return store.findKey(ACCOUNT, "k" + id).isPresent();
    }

    @Operation
    public String changes() {
      StringBuilder told = new StringBuilder();
      for (FeedChange change : store.changes(0, 100).changes()) {
        told.append(((FeedChange.KeyChanged) change).key().keyId());
      }
      return told.toString();
    }

    @Operation
    public long newest() {
      return store.changes(Long.MAX_VALUE, 1).position().number();
    }
  }

  private static String told(CommitResult result) {
    return result.status() + " " + result.feedNumber();
  }
}
