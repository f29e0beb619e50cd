package io.latchkey.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Latchkey;
import io.latchkey.jdbc.JdbcKeyStore;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A latchkey on an empty store in a database. */
@State(Scope.Benchmark)
public class JdbcNode {

  /** Which. */
  @Param public BenchDatabase database;

  private HikariDataSource pool;
  private JdbcKeyStore store;
  private Latchkey latchkey;

  /** Makes the tables and starts. */
  @Setup(Level.Trial)
  public void start() {
    pool = database.pool();
    JdbcKeyStore.Builder builder =
        JdbcKeyStore.builder(pool).tablePrefix(BenchDatabase.freshPrefix());
    builder.migrate();
    store = builder.create();
    latchkey = Population.start(store);
  }

  /** Ends what runs in the background. */
  @TearDown(Level.Trial)
  public void close() {
    latchkey.close();
    store.close();
    pool.close();
  }

  Latchkey latchkey() {
    return latchkey;
  }
}
