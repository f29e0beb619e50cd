package io.latchkey.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever was answered as done before a process or its database was killed is there afterwards,
 * and nothing is there by half. {@code -Dlatchkey.kills=200} kills so often.
 */
class KillTest {

  private static final Logger log = LoggerFactory.getLogger(KillTest.class);

  private static final int KILLS = Integer.getInteger("latchkey.kills", 4);

  /** Every so many kills a new database, so that looking through it stays quick. */
  private static final int KILLS_PER_DATABASE = 20;

  private static final int MOST_BYTES = 12_000;

  @TempDir private Path directory;

  private final Random random = new Random();
  private long killed;
  private long promises;

  @Test
  void h2File_processKilled_nothingAnsweredIsLost() throws Exception {
    killOn("h2", file -> "jdbc:h2:file:" + file + ";WRITE_DELAY=0");
  }

  @Test
  void sqliteFile_processKilled_nothingAnsweredIsLost() throws Exception {
    killOn(
        "sqlite",
        file -> "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
  }

  private void killOn(String name, Function<Path, String> url) throws Exception {
    for (int first = 0; first < KILLS; first += KILLS_PER_DATABASE) {
      Path journals = Files.createDirectories(directory.resolve(name + "-" + first));
      String database = url.apply(directory.resolve("database-" + first));
      int last = Math.min(first + KILLS_PER_DATABASE, KILLS);
      for (int i = first; i < last; i++) {
        killProcess(database, journals, i);
        inspect(database, journals);
      }
      forget(journals);
    }
    report(name);
  }

  @Test
  void postgres_processOrServerKilled_nothingAnsweredIsLost() throws Exception {
    for (int first = 0; first < KILLS; first += KILLS_PER_DATABASE) {
      Path journals = Files.createDirectories(directory.resolve("postgres-" + first));
      try (KilledServer server = new KilledServer(directory.resolve("server-" + first))) {
        int last = Math.min(first + KILLS_PER_DATABASE, KILLS);
        for (int i = first; i < last; i++) {
          if (i % 4 == 1) {
            killServer(server, journals, i);
          } else {
            killProcess(server.url(), journals, i);
          }
          inspect(server.url(), journals);
        }
      }
      forget(journals);
    }
    report("PostgreSQL");
  }

  private void killProcess(String url, Path journals, int round) throws Exception {
    try (VictimProcess victim = new VictimProcess(url, journals, round)) {
      victim.awaitRunning();
      victim.awaitProgress(random.nextInt(MOST_BYTES));
      victim.kill();
    }
  }

  /** The process lives through the death of its server, and is killed when that is back. */
  private void killServer(KilledServer server, Path journals, int round) throws Exception {
    try (VictimProcess victim = new VictimProcess(server.url(), journals, round)) {
      victim.awaitRunning();
      victim.awaitProgress(random.nextInt(MOST_BYTES));
      server.kill();
      server.restart();
      victim.kill();
    }
  }

  private void inspect(String url, Path journals) throws IOException {
    killed++;
    try (HikariDataSource database = Databases.pool(url, 2)) {
      Aftermath aftermath = Aftermath.of(database, journals);
      promises += aftermath.promises();
      assertThat(aftermath.violations()).as("after kill %s, seed of %s", killed, random).isEmpty();
      assertThat(aftermath.promises()).isPositive();
    }
  }

  private static void forget(Path journals) throws IOException {
    try (var files = Files.list(journals)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private void report(String database) {
    log.info("{}: {} kills, {} answers looked up, none lost", database, killed, promises);
  }
}
