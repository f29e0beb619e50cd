package io.latchkey.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Latchkey;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.StoredKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to start on a database with many keys, until verification is possible? The
 * baseline reads ids and digests of the same table into a map. A million keys by option: {@code -p
 * keys=1000000}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = BenchDatabase.WAIT_NOT)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class JdbcLoadBenchmark extends Timed {

  @Benchmark
  public Map<String, byte[]> baseline(Filled filled) throws SQLException {
    return filled.readPlainly();
  }

  @Benchmark
  public Latchkey load(Filled filled) {
    filled.loaded = Population.start(filled.store);
    return filled.loaded;
  }

  /** A store with many keys. */
  @State(Scope.Benchmark)
  public static class Filled {

    private static final int BATCH = 1_000;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Where. */
    @Param public BenchDatabase database;

    /** How many. */
    @Param("100000")
    public int keys;

    private String prefix;
    private HikariDataSource pool;
    private JdbcKeyStore store;
    private Latchkey loaded;

    /** Fills the tables. */
    @Setup(Level.Trial)
    public void fill() {
      pool = database.pool();
      prefix = BenchDatabase.freshPrefix();
      JdbcKeyStore.Builder builder = JdbcKeyStore.builder(pool).tablePrefix(prefix);
      builder.migrate();
      store = builder.create();
      GeneratedKeys generated = Population.generator();
      for (int from = 0; from < keys; from += BATCH) {
        insert(generated, from, Math.min(from + BATCH, keys));
      }
    }

    private void insert(GeneratedKeys generated, int from, int to) {
      Commit.Builder commit = Commit.builder("filled");
      commit.event(new EventDraft(NOW, "host", "fill", "filled", "key", "k", new TreeMap<>()));
      for (int i = from; i < to; i++) {
        commit.insertKey(new StoredKey(generated.row(i), details(i), null));
      }
      CommitResult result = store.commit(commit.build());
      if (result.status() != CommitResult.Status.COMMITTED) {
        throw new IllegalStateException("not filled: " + result.status());
      }
    }

    private static KeyDetails details(int number) {
      return KeyDetails.builder()
          .tail("7Hq2x")
          .description("Sourced candidates " + number)
          .searchText("sourced candidates " + number)
          .createdBy("admin")
          .createdAt(NOW.plusSeconds(number))
          .permissionSource("profile:1")
          .permissionsAssignedAt(NOW)
          .build();
    }

    private Map<String, byte[]> readPlainly() throws SQLException {
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        Map<String, byte[]> read = new HashMap<>();
        try (PreparedStatement select =
            connection.prepareStatement("SELECT key_id, digest FROM " + prefix + "keys")) {
          select.setFetchSize(BATCH);
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              read.put(rows.getString(1), rows.getBytes(2));
            }
          }
        }
        connection.rollback();
        return read;
      }
    }

    /** Ends what runs in the background. */
    @TearDown(Level.Iteration)
    public void stop() {
      if (loaded != null) {
        loaded.close();
        loaded = null;
      }
    }

    /** Closes what is open. */
    @TearDown(Level.Trial)
    public void close() {
      store.close();
      pool.close();
    }
  }
}
