package io.latchkey.benchmarks;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.Partner;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to create a key in a database? The baseline is the plain INSERT of a table
 * written by hand, without audit event, feed and guards. Eight threads wait for each other at the
 * feed, so that nobody ever reads changes in another order than that of their commits.
 */
@Fork(value = 1, jvmArgsAppend = BenchDatabase.WAIT_NOT)
@Warmup(iterations = 2, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 4, time = 1, timeUnit = TimeUnit.SECONDS)
public class JdbcCreateBenchmark extends Timed {

  private static final int EIGHT = 8;

  @Benchmark
  public String baseline(PlainTable table) throws SQLException {
    return table.insert();
  }

  @Benchmark
  @Threads(EIGHT)
  public String plainInsert(PlainTable table) throws SQLException {
    return table.insert();
  }

  @Benchmark
  public IssuedKey create(JdbcNode node, Accounts accounts) {
    return accounts.create(node);
  }

  @Benchmark
  @Threads(EIGHT)
  public IssuedKey createByEight(JdbcNode node, Accounts accounts) {
    return accounts.create(node);
  }

  /** Accounts of a thread, each for some keys. */
  @State(Scope.Thread)
  public static class Accounts {

    private static final int KEYS = 10;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final int thread = THREADS.incrementAndGet();
    private int created;

    IssuedKey create(JdbcNode node) {
      Actor admin = Population.admin("account-" + thread + "-" + created++ / KEYS);
      return node.latchkey().issuer().create(admin, Population.request(Partner.CUSTOM.id()));
    }
  }
}
