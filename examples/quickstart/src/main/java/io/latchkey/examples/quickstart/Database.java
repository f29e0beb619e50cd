package io.latchkey.examples.quickstart;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Latchkey;
import io.latchkey.jdbc.JdbcKeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** Where keys are kept: in an H2 file, or in any supported database, by its address. */
final class Database {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Database() {}

  /** A new H2 file in a folder of its own; it writes at once what was committed. */
  static String newFile() throws IOException {
    return "jdbc:h2:file:"
        + Files.createTempDirectory("latchkey").resolve("keys")
        + ";WRITE_DELAY=0";
  }

  /** A pool as a host has one, over a database that has Latchkey's tables. */
  static HikariDataSource at(String address) {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(address);
    JdbcKeyStore.migrate(database);
    return database;
  }

  /** Management would work at once; verification does when the index is loaded. */
  static Latchkey start(JdbcKeyStore store) throws InterruptedException {
    Latchkey latchkey = Latchkey.builder(store).brand("acme").start();
    if (!latchkey.awaitReady(PATIENCE)) {
      throw new IllegalStateException("not ready: " + latchkey.health());
    }
    return latchkey;
  }
}
