package io.latchkey.benchmarks;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Partner;
import io.latchkey.Replacement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to replace a key in a database at once? The baseline is an INSERT and an UPDATE
 * in one transaction of a table written by hand.
 */
@Fork(value = 1, jvmArgsAppend = BenchDatabase.WAIT_NOT)
@Warmup(iterations = 2, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 4, time = 1, timeUnit = TimeUnit.SECONDS)
public class JdbcReplaceBenchmark extends Timed {

  private static final int EIGHT = 8;

  @Benchmark
  public String baseline(PlainTable table, PlainRow row) throws SQLException {
    return row.replace(table);
  }

  @Benchmark
  @Threads(EIGHT)
  public String plainInsertAndUpdate(PlainTable table, PlainRow row) throws SQLException {
    return row.replace(table);
  }

  @Benchmark
  public KeyId replace(JdbcNode node, Keys keys) {
    return keys.replace(node);
  }

  @Benchmark
  @Threads(EIGHT)
  public KeyId replaceByEight(JdbcNode node, Keys keys) {
    return keys.replace(node);
  }

  /** The row that a thread replaces next. */
  @State(Scope.Thread)
  public static class PlainRow {

    private String newest;

    /** Makes the first. */
    @Setup(Level.Trial)
    public void make(PlainTable table) throws SQLException {
      newest = table.insert();
    }

    String replace(PlainTable table) throws SQLException {
      newest = table.replace(newest);
      return newest;
    }
  }

  /** The keys that a thread replaces in turn, each of an account of its own. */
  @State(Scope.Thread)
  public static class Keys {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final int thread = THREADS.incrementAndGet();
    private final KeyId[] newest = new KeyId[50];
    private int turn;

    /** Creates the first ones. */
    @Setup(Level.Trial)
    public void create(JdbcNode node) {
      for (int i = 0; i < newest.length; i++) {
        try (IssuedKey issued =
            node.latchkey().issuer().create(admin(i), Population.request(Partner.CUSTOM.id()))) {
          newest[i] = issued.id();
        }
      }
    }

    private Actor admin(int key) {
      return Population.admin("account-" + thread + "-" + key);
    }

    KeyId replace(JdbcNode node) {
      int key = turn++ % newest.length;
      Replacement replacement = Replacement.now(newest[key]);
      try (IssuedKey issued = node.latchkey().issuer().replace(admin(key), replacement)) {
        newest[key] = issued.id();
      }
      return newest[key];
    }
  }
}
