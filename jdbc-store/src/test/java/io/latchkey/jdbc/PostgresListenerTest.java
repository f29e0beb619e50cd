package io.latchkey.jdbc;

import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.latchkey.spi.KeySource.Capability;
import io.latchkey.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Waiting for PostgreSQL's notifications. */
class PostgresListenerTest extends JdbcRules {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Far from what a pool lets wait. */
  private static final Duration SOON = Duration.ofSeconds(8);

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }

  private JdbcKeyStore listening() {
    return listening(new LeakCheck(connections));
  }

  private JdbcKeyStore listening(javax.sql.DataSource listening) {
    space.builder(connections).migrate();
    return opened(space.builder(connections).listenOn(listening).create());
  }

  @Test
  void capability_isDeclaredByAStoreThatListensAlone() {
    assertThat(listening().capabilities())
        .containsExactlyInAnyOrder(Capability.WAKES, Capability.STAGES);
    assertThat(store().capabilities()).containsExactly(Capability.STAGES);
  }

  @Test
  void store_thatDoesNotListen_neverWaits() throws Exception {
    assertThat(store().awaitChange(0, LONG)).isFalse();
  }

  @Test
  void wait_isEndedByTheCommitOfAnotherStore() throws Exception {
    JdbcKeyStore listening = listening();
    Future<Boolean> waiting = waiting(listening, 0);
    assertThat(Threads.isHeldBack(waiting)).isTrue();

    committed(store(), commit().insertKey(key("k1")));

    assertThat(Threads.answer(waiting)).isTrue();
  }

  @Test
  void wait_whoseConnectionIsCut_failsAndTheNextConnectionTells() throws Exception {
    JdbcKeyStore listening = listening();
    Future<Boolean> waiting = waiting(listening, 0);
    assertThat(Threads.isHeldBack(waiting)).isTrue();
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR"
            + " query LIKE 'SELECT newest%'");
    assertThatThrownBy(() -> Threads.answer(waiting))
        .satisfies(PostgresListenerTest::isUnavailable);
    awaitListening(listening);
    Future<Boolean> next = waiting(listening, 0);
    assertThat(Threads.isHeldBack(next)).isTrue();

    committed(store(), commit().insertKey(key("k1")));

    assertThat(Threads.answer(next)).isTrue();
  }

  @Test
  void wait_whileNoConnectionIsGiven_failsAndRecovers() throws Exception {
    AtomicBoolean down = new AtomicBoolean();
    Intercepted connections = intercepted();
    JdbcKeyStore listening = listening(connections);
    connections.beforeConnection(
        () -> {
          if (down.get()) {
            throw new SQLException("down", "08001");
          }
        });
    down.set(true);
    assertThatThrownBy(() -> listening.awaitChange(0, LONG))
        .satisfies(PostgresListenerTest::isUnavailable);
    down.set(false);
    awaitListening(listening);
    Future<Boolean> waiting = waiting(listening, 0);

    committed(store(), commit().insertKey(key("k1")));

    assertThat(Threads.answer(waiting)).isTrue();
  }

  /** A pool lets wait for half a minute; polling must not wait with it, nor the end. */
  @Test
  void wait_whileAConnectionIsWaitedFor_failsSoonAndSoDoesTheEnd() {
    Gate gate = new Gate();
    Intercepted connections = intercepted();
    JdbcKeyStore listening = listening(connections);
    connections.beforeConnection(gate::pass);
    Future<Boolean> waiting = waiting(listening, 0);
    gate.awaitReached();

    assertThat(waiting)
        .failsWithin(SOON)
        .withThrowableThat()
        .satisfies(PostgresListenerTest::isUnavailable);
    assertThat(waiting(listening, 0)).failsWithin(SOON);
    assertThat(Threads.begin(() -> closed(listening))).succeedsWithin(SOON);
    gate.open();
  }

  private static boolean closed(JdbcKeyStore store) {
    store.close();
    return true;
  }

  @Test
  void close_endsAWaitAndGivesTheConnectionBackSilent() throws Exception {
    LeakCheck listeningOn = new LeakCheck(connections);
    JdbcKeyStore listening = listening(listeningOn);
    Future<Boolean> waiting = waiting(listening, 0);
    assertThat(Threads.isHeldBack(waiting)).isTrue();

    listening.close();

    assertThatThrownBy(() -> Threads.answer(waiting))
        .satisfies(PostgresListenerTest::isUnavailable);
    listeningOn.assertNothingIsOpen();
  }

  /** Whoever polls would otherwise do so without a pause. */
  @Test
  void wait_afterTheEnd_fails() {
    JdbcKeyStore listening = listening();
    listening.close();

    assertThatThrownBy(() -> listening.awaitChange(0, LONG))
        .satisfies(PostgresListenerTest::isUnavailable);
  }

  @Test
  void outage_isLoggedWhenItBeginsAndWhenItEnds() {
    AtomicBoolean down = new AtomicBoolean();
    AtomicInteger attempts = new AtomicInteger();
    Intercepted connections = intercepted();
    JdbcKeyStore listening = listening(connections);
    connections.beforeConnection(
        () -> {
          attempts.incrementAndGet();
          if (down.get()) {
            throw new SQLException("down", "08001");
          }
        });
    down.set(true);
    try (LoggedLines lines = new LoggedLines(ChangeListener.class)) {
      assertThatThrownBy(() -> listening.awaitChange(0, LONG))
          .satisfies(PostgresListenerTest::isUnavailable);
      await().atMost(LONG).until(() -> attempts.get() >= 3);
      down.set(false);
      awaitListening(listening);

      assertThat(lines.above(Level.DEBUG))
          .hasSize(2)
          .satisfiesExactly(
              begins -> assertThat(begins).startsWith("WARN Can't listen"),
              ends -> assertThat(ends).isEqualTo("INFO Listening for changes again"));
    }
  }

  private static void awaitListening(JdbcKeyStore listening) {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(listening.awaitChange(Long.MAX_VALUE, Duration.ofMillis(1))).isFalse());
  }

  private static void isUnavailable(Throwable thrown) {
    Throwable failure = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    assertThat(failure)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
  }

  @Test
  void wait_ofAnInterruptedThread_ends() throws Exception {
    JdbcKeyStore listening = listening();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              try {
                listening.awaitChange(0, LONG);
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
            });
    waiting.start();

    waiting.interrupt();
    waiting.join(10_000);

    assertThat(interrupted).isTrue();
  }

  /** A restored database goes on from a lower number; a wait must not return for ever at once. */
  @Test
  void wait_afterTheFeedWentBack_waitsForTheLowerNumbers() throws Exception {
    JdbcKeyStore listening = listening();
    for (int i = 0; i < 3; i++) {
      committed(store(), commit().insertKey(key("k" + i)));
    }
    assertThat(listening.awaitChange(0, LONG)).isTrue();
    execute("DELETE FROM latchkey_changes", "UPDATE latchkey_feed SET newest = 0");
    committed(store(), commit().insertKey(key("later")));

    assertThat(listening.awaitChange(0, LONG)).isTrue();
    Future<Boolean> waiting = waiting(listening, 1);
    assertThat(Threads.isHeldBack(waiting)).isTrue();
    committed(store(), commit().insertKey(key("last")));
    assertThat(Threads.answer(waiting)).isTrue();
  }

  @Test
  void listening_onADatabaseThatCannotWake_isRefused() {
    try (Space other = new H2Memory().space()) {
      JdbcKeyStore.Builder builder = other.builder(other.dataSource());
      builder.migrate();

      assertThatThrownBy(() -> builder.listenOn(other.dataSource()).create())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("PostgreSQL");
    }
  }

  private static Future<Boolean> waiting(JdbcKeyStore store, long after) {
    return Threads.begin(
        () -> {
          try {
            return store.awaitChange(after, LONG);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void schema_namedByTheHost_isUsedWhereverTheConnectionLooks() throws SQLException {
    execute("CREATE SCHEMA IF NOT EXISTS keys_of_latchkey");
    JdbcKeyStore.Builder builder =
        JdbcKeyStore.builder(connections).schema("keys_of_latchkey").tablePrefix(space.prefix());
    builder.migrate();
    JdbcKeyStore store = opened(builder.listenOn(connections).create());

    ConnectionRules.useAllOf(store);

    try (Connection connection = connections.getConnection();
        var statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "SELECT COUNT(DISTINCT schemaname), COUNT(*) FROM pg_tables WHERE tablename LIKE '"
                    + space.prefix()
                    + "%'")) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getInt(1)).isEqualTo(1);
      assertThat(tables.getInt(2)).isEqualTo(11);
    }
  }
}
