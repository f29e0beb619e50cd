package io.latchkey.jdbc;

import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.jdbc.faults.Schemas;
import io.latchkey.jdbc.faults.TcpProxy;
import io.latchkey.spi.KeySource.Capability;
import io.latchkey.spi.StoreException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Waiting for PostgreSQL's notifications. */
class PostgresListenerTest extends JdbcRules {

  private static final Duration LONG = Duration.ofSeconds(30);

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
  void wait_goesOnAfterItsConnectionWasCut() throws Exception {
    JdbcKeyStore listening = listening();
    Future<Boolean> waiting = waiting(listening, 0);
    assertThat(Threads.isHeldBack(waiting)).isTrue();
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR"
            + " query LIKE 'SELECT newest%'");

    committed(store(), commit().insertKey(key("k1")));

    assertThat(Threads.answer(waiting)).isTrue();
  }

  @Test
  void wait_whileNoConnectionIsGiven_isRefusedAtOnce_andRecovers() throws Exception {
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
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
    down.set(false);

    committed(store(), commit().insertKey(key("k1")));

    await()
        .atMost(LONG)
        .ignoreException(StoreException.class)
        .until(() -> listening.awaitChange(0, LONG));
  }

  /**
   * A pool without a connection to spare lets callers wait, by default for half a minute, and the
   * node that waited with it did not poll meanwhile: everything was refused as stale.
   */
  @Test
  void wait_whileAConnectionIsLongInComing_endsInTime_andTheConnectionIsUsedWhenItComes()
      throws Exception {
    Intercepted connections = intercepted();
    JdbcKeyStore listening = listening(connections);
    Gate gate = new Gate();
    connections.beforeConnection(gate::pass);

    Future<Boolean> waiting = Threads.begin(() -> waitFor(listening, 0, Duration.ofMillis(50)));
    gate.awaitReached();
    assertThat(Threads.answer(waiting)).isFalse();
    assertThatThrownBy(() -> listening.awaitChange(0, LONG)).isInstanceOf(StoreException.class);
    gate.open();

    committed(store(), commit().insertKey(key("k1")));
    await()
        .atMost(LONG)
        .ignoreException(StoreException.class)
        .until(() -> listening.awaitChange(0, LONG));
  }

  @Test
  void close_whileAConnectionIsLongInComing_givesItBackWhenItComes() throws Exception {
    Intercepted connections = intercepted();
    LeakCheck listeningOn = new LeakCheck(connections);
    JdbcKeyStore listening = listening(listeningOn);
    Gate gate = new Gate();
    connections.beforeConnection(gate::pass);
    Future<Boolean> waiting = waiting(listening, 0);
    gate.awaitReached();

    listening.close();

    assertThat(Threads.answer(waiting)).isFalse();
    gate.open();
    await().atMost(LONG).until(PostgresListenerTest::nobodyIsOpening);
    listeningOn.assertNothingIsOpen();
  }

  /**
   * A network that swallows packets ends no connection: the question behind a notification was
   * never answered, and the node that asked it never polled again.
   */
  @Test
  void wait_onAConnectionThatNoLongerAnswers_endsSoon_andAnotherConnectionIsOpened()
      throws Exception {
    URI direct = URI.create(Postgres.SHARED.url().substring("jdbc:".length()));
    try (TcpProxy network = new TcpProxy(direct.getPort());
        HikariDataSource pool = TestDatabase.pool(Schemas.url(network.port()), 2)) {
      JdbcKeyStore listening = listening(new LeakCheck(pool));
      committed(store(), commit().insertKey(key("k1")));
      assertThat(listening.awaitChange(0, LONG)).isTrue();
      network.stall();

      // The number that was read last is beyond 0, so this asks at once.
      Future<Boolean> waiting = Threads.begin(() -> waitFor(listening, 0, Duration.ofSeconds(2)));
      assertThat(Threads.answer(waiting)).isFalse();

      network.resume();
      await()
          .atMost(LONG)
          .ignoreException(StoreException.class)
          .until(() -> listening.awaitChange(0, LONG));
      listening.close();
    }
  }

  @Test
  void close_endsAWaitAndGivesTheConnectionBackSilent() throws Exception {
    LeakCheck listeningOn = new LeakCheck(connections);
    JdbcKeyStore listening = listening(listeningOn);
    Future<Boolean> waiting = waiting(listening, 0);
    assertThat(Threads.isHeldBack(waiting)).isTrue();

    listening.close();

    assertThat(Threads.answer(waiting)).isFalse();
    listeningOn.assertNothingIsOpen();
    assertThat(listening.awaitChange(0, LONG)).isFalse();
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
    return Threads.begin(() -> waitFor(store, after, LONG));
  }

  private static boolean waitFor(JdbcKeyStore store, long after, Duration atMost) {
    try {
      return store.awaitChange(after, atMost);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean nobodyIsOpening() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("latchkey-listener"));
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
