package io.latchkey.jdbc.nodes;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Health;
import io.latchkey.HostActor;
import io.latchkey.Latchkey;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.jdbc.crash.Databases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A node: a process that follows the store and verifies, without pause, every key that it hears of
 * on its standard input, until it is told to finish; then it tells all that it saw.
 */
final class Verifier {

  /** What begins the lines that are meant for the process that started this one. */
  static final String MARK = "@";

  static final String RUNNING = "RUNNING";
  static final String HEALTH = "HEALTH";
  static final String KEY = "KEY";
  static final String NODE = "NODE";

  static final String WATCH = "WATCH";
  static final String RESTORE = "RESTORE";
  static final String FINISH = "FINISH";

  private static final HostActor HOST = HostActor.of("operator");
  private static final int THREADS = 2;
  private static final long CONNECTION_TIMEOUT_MILLIS = 1_000;

  private Verifier() {}

  /**
   * Runs until it has finished, or whoever started it is gone.
   *
   * @param args the settings, as {@link NodeSettings} has them
   */
  public static void main(String[] args) throws Exception {
    NodeSettings settings = NodeSettings.parse(args);
    try (HikariDataSource pool = pool(settings.url(), 4);
        JdbcKeyStore store = open(pool, settings)) {
      Reads reads = new Reads(settings.maxStaleness());
      try (Latchkey latchkey = settings.applyTo(Latchkey.builder(reads.watch(store))).start()) {
        serve(latchkey, reads);
      }
    }
    System.exit(0);
  }

  private static HikariDataSource pool(String url, int connections) {
    HikariDataSource pool = Databases.pool(url, connections);
    pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    return pool;
  }

  private static JdbcKeyStore open(HikariDataSource pool, NodeSettings settings) {
    JdbcKeyStore.Builder builder = JdbcKeyStore.builder(pool);
    if (settings.listens()) {
      builder.listenOn(pool(settings.listenUrl(), 1));
    }
    return builder.create();
  }

  private static void serve(Latchkey latchkey, Reads reads) throws Exception {
    if (!latchkey.awaitReady(Duration.ofSeconds(60))) {
      throw new IllegalStateException("not ready: " + latchkey.health());
    }
    List<Watch> watches = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Watch watch = new Watch(latchkey, reads);
      Thread thread = new Thread(watch, "verify-" + i);
      thread.setDaemon(true);
      thread.start();
      watches.add(watch);
      threads.add(thread);
    }
    Thread health = new Thread(() -> tellHealth(latchkey), "health");
    health.setDaemon(true);
    health.start();
    say(RUNNING);
    if (obey(latchkey, watches)) {
      for (Thread thread : threads) {
        thread.join();
      }
      report(watches);
    }
  }

  /** Does as it is told; false if whoever tells is gone. */
  private static boolean obey(Latchkey latchkey, List<Watch> watches) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case WATCH -> {
          int number = Integer.parseInt(words[1]);
          watches.get(number % THREADS).add(new Watched(number, words[2]));
        }
        case RESTORE -> latchkey.acceptRestore(HOST);
        case FINISH -> {
          watches.forEach(watch -> watch.finishAfter(Long.parseLong(words[1])));
          return true;
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    return false;
  }

  /** Tells how the node is, whenever that changes. */
  private static void tellHealth(Latchkey latchkey) {
    String told = "";
    while (true) {
      Health health = latchkey.health();
      String now =
          String.join(
              " ",
              HEALTH,
              health.status().name(),
              Long.toString(health.feedNumber()),
              Boolean.toString(health.notified()));
      if (!now.equals(told)) {
        say(now);
        told = now;
      }
      Watch.rest(Duration.ofMillis(20));
    }
  }

  private static void report(List<Watch> watches) {
    watches.forEach(
        watch ->
            watch
                .keys()
                .forEach(key -> say(KEY + " " + key.number() + " " + key.sighting().words())));
    long[] sums = new long[4];
    for (Watch watch : watches) {
      sums[0] += watch.verifications();
      sums[1] += watch.unavailable();
      sums[2] += watch.unexcused();
      sums[3] += watch.acceptedInSilence();
    }
    say(NODE + LongStream.of(sums).mapToObj(sum -> " " + sum).collect(Collectors.joining()));
  }

  private static synchronized void say(String line) {
    System.out.println(MARK + line);
    System.out.flush();
  }
}
