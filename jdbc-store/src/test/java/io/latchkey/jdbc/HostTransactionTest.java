package io.latchkey.jdbc;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.AuditEntry;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyInfo;
import io.latchkey.KeyQuery;
import io.latchkey.KeyState;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.RefusalReason;
import io.latchkey.RefusedException;
import io.latchkey.Replacement;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.StoreUnavailableException;
import io.latchkey.UserLevel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host creates and replaces keys within transactions of its own, which stay open for as long as
 * they like: both its rows and the key, or neither, and nobody waits.
 */
abstract class HostTransactionTest {

  private static final HostActor HOST = HostActor.of("console");
  private static final Actor ADMIN =
      Actor.of(AccountId.of("globex"), ActorId.of("u-admin"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);
  private static final PartnerId NORTHWIND = PartnerId.of("northwind");
  private static final Revocation LOST = Revocation.because(RevocationReason.LOST);

  /** Far longer than anything here takes; what waits for the host's transaction is found by it. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int REVOKERS = 2;

  private Space space;
  private LeakCheck connections;
  private JdbcKeyStore store;
  private Latchkey latchkey;

  abstract TestDatabase database();

  /** Ends the session of a connection as an administrator would, from another one. */
  abstract void kill(Connection victim) throws SQLException;

  /** A statement that the database can always run on a connection. */
  final <T> T on(Connection connection, String sql, SqlReader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      assertThat(results.next()).isTrue();
      return reader.read(results);
    }
  }

  /** Reads a row. */
  interface SqlReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  final Connection connect() throws SQLException {
    return connections.getConnection();
  }

  @BeforeEach
  void start() throws SQLException {
    space = database().space();
    connections = new LeakCheck(space.dataSource());
    space.builder(connections).migrate();
    store = space.builder(connections).create();
    latchkey = node();
    latchkey
        .partners()
        .register(
            HOST,
            Partner.listed(NORTHWIND.value(), "Northwind")
                .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
                .build());
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table() + " (key_id VARCHAR(64) PRIMARY KEY)");
    }
  }

  private Latchkey node() {
    return Latchkey.builder(store).brand("acme").pollInterval(Duration.ofMillis(50)).start();
  }

  /** The host's own table. */
  private String table() {
    return space.prefix() + "host_rows";
  }

  @AfterEach
  void stop() {
    latchkey.close();
    store.close();
    connections.assertNothingIsOpen();
    space.close();
  }

  private HostConnection begin() throws SQLException {
    return new HostConnection(store, connect());
  }

  private static NewKey request() {
    return NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "Sourced candidates");
  }

  private KeyId live() {
    IssuedKey issued = latchkey.issuer().create(ADMIN, request());
    latchkey.issuer().acknowledge(ADMIN, issued);
    return issued.id();
  }

  private IssuedKey staged(HostConnection host) throws SQLException {
    IssuedKey issued = latchkey.within(host).create(ADMIN, request());
    write(host.connection(), issued.id());
    return issued;
  }

  private void write(Connection connection, KeyId id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO " + table() + " VALUES ('" + id + "')");
    }
  }

  private long hostRows() throws SQLException {
    try (Connection connection = connect()) {
      return on(connection, "SELECT COUNT(*) FROM " + table(), row -> row.getLong(1));
    }
  }

  private List<String> eventTypes() {
    return latchkey.audit().read(ADMIN, 0, 1_000).stream().map(AuditEntry::type).toList();
  }

  private RefusalReason refusal(Runnable call) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, call::run);
    assertThat(refused).isNotNull();
    return refused.reason();
  }

  @Test
  void commit_leavesBothRowsAndTheKeyGoesLive() throws SQLException {
    IssuedKey issued;
    try (HostConnection host = begin()) {
      issued = staged(host);
      assertThat(refusal(() -> latchkey.issuer().acknowledge(ADMIN, issued)))
          .isEqualTo(RefusalReason.NOT_COMMITTED);
      host.commit();
    }
    String text = issued.reveal();

    assertThat(latchkey.issuer().acknowledge(ADMIN, issued).state()).isEqualTo(KeyState.ACTIVE);

    assertThat(hostRows()).isEqualTo(1);
    assertThat(latchkey.verifier().verify(text).accepted()).isTrue();
    assertThat(eventTypes()).containsExactly("key_created", "key_acknowledged");
    assertThat(store.staged("", 10)).isEmpty();
  }

  @Test
  void rollback_leavesNeither() throws SQLException {
    try (HostConnection host = begin()) {
      assertThat(staged(host).readable()).isTrue();
    }

    assertThat(hostRows()).isZero();
    assertThat(store.staged("", 10)).isEmpty();
    assertThat(latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10).keys()).isEmpty();
    assertThat(eventTypes()).isEmpty();
  }

  @Test
  void connectionKilledBeforeTheCommit_leavesNeither() throws SQLException {
    try (Doomed doomed = new Doomed(space.dataSource().getConnection())) {
      HostConnection host = new HostConnection(store, doomed.connection());
      assertThat(staged(host).readable()).isTrue();

      kill(doomed.connection());
      forgetConnections();

      assertThatThrownBy(() -> latchkey.within(host).create(ADMIN, request()))
          .isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(hostRows()).isZero();
    assertThat(store.staged("", 10)).isEmpty();
    assertThat(latchkey.issuer().acknowledge(ADMIN, committed()).state())
        .isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void connectionKilledAfterTheCommit_leavesBoth() throws SQLException {
    IssuedKey issued;
    try (Doomed doomed = new Doomed(space.dataSource().getConnection())) {
      HostConnection host = new HostConnection(store, doomed.connection());
      issued = staged(host);
      host.commit();
      kill(doomed.connection());
      forgetConnections();
    }

    assertThat(hostRows()).isEqualTo(1);
    assertThat(latchkey.issuer().acknowledge(ADMIN, issued).state()).isEqualTo(KeyState.ACTIVE);
  }

  /** Not every pool sees that a session has ended before it hands its connection out again. */
  private void forgetConnections() {
    if (space.dataSource() instanceof HikariDataSource pool) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /** A connection whose session somebody ends, so that its pool may fail to take it back. */
  private record Doomed(Connection connection) implements AutoCloseable {

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        assertThat(e.getSQLState())
            .as("the session is gone")
            .isIn("57P01", "90121", "08006", "08003");
      }
    }
  }

  private IssuedKey committed() throws SQLException {
    try (HostConnection host = begin()) {
      IssuedKey issued = staged(host);
      host.commit();
      return issued;
    }
  }

  @Test
  void openTransaction_delaysNobody() throws Exception {
    KeyId original = live();
    KeyId other = live();
    try (HostConnection host = begin();
        Latchkey another = node()) {
      assertThat(another.awaitReady(PATIENCE)).isTrue();
      IssuedKey created = staged(host);
      IssuedKey successor =
          latchkey.within(host).replace(ADMIN, Replacement.untilRevoked(original));
      write(host.connection(), successor.id());

      // All of it while the host's transaction is open, on what its keys rest on.
      beside(
          () -> {
            latchkey.partners().suspend(HOST, NORTHWIND);
            latchkey.partners().resume(HOST, NORTHWIND);
            latchkey.accounts().suspend(HOST, ADMIN.account());
            latchkey.accounts().resume(HOST, ADMIN.account());
            latchkey.issuer().acknowledge(ADMIN, latchkey.issuer().create(ADMIN, request()));
            latchkey.issuer().acknowledge(ADMIN, committed());
            latchkey.issuer().disable(ADMIN, original);
            latchkey.issuer().revoke(ADMIN, other, LOST);
            another.issuer().revoke(ADMIN, original, LOST);
            return another.issuer().revokeAll(HOST, NORTHWIND, LOST);
          });

      host.commit();
      assertThat(latchkey.issuer().acknowledge(ADMIN, created).state()).isEqualTo(KeyState.ACTIVE);
      assertThat(refusal(() -> latchkey.issuer().acknowledge(ADMIN, successor)))
          .isEqualTo(RefusalReason.KEY_ENDED);
      assertThat(latchkey.audit().check(ADMIN).intact()).isTrue();
    }
  }

  /** On another thread, so that whoever waits for the host's transaction is found. */
  @CanIgnoreReturnValue
  private static <T> T beside(Callable<T> work) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      thread.shutdownNow();
    }
  }

  /**
   * {@code -Dlatchkey.open.seconds=60} keeps it open for a minute, and prints what that cost. What
   * is asserted is an order: every revocation returned before the host's transaction came to its
   * end. One that waited for that end would never return.
   */
  @Test
  void transactionOpenForLong_delaysNoRevocation() throws Exception {
    long open = TimeUnit.SECONDS.toNanos(Integer.getInteger("latchkey.open.seconds", 1));
    List<Long> before = revocationsFor(open);
    List<Long> meanwhile;
    try (HostConnection host = begin()) {
      IssuedKey issued = staged(host);
      meanwhile = revocationsFor(open);
      assertThat(hostRows()).as("the transaction is still open").isZero();
      host.commit();
      assertThat(latchkey.issuer().acknowledge(ADMIN, issued).state()).isEqualTo(KeyState.ACTIVE);
    }

    assertThat(hostRows()).isEqualTo(1);
    assertThat(meanwhile).hasSizeGreaterThanOrEqualTo(REVOKERS);
    System.getLogger(getClass().getName())
        .log(
            System.Logger.Level.INFO,
            "revocations, milliseconds: without {0}; beside an open transaction {1}",
            figures(before),
            figures(meanwhile));
  }

  /** How long each revocation took, of keys of the same account and partner. */
  private List<Long> revocationsFor(long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    List<Long> took = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(REVOKERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < REVOKERS; i++) {
        running.add(threads.submit(() -> revokeUntil(end, took)));
      }
      for (Future<?> each : running) {
        each.get(nanos + PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      }
      return took;
    } finally {
      threads.shutdownNow();
    }
  }

  private void revokeUntil(long end, List<Long> took) {
    do {
      KeyId id = live();
      long start = System.nanoTime();
      KeyInfo revoked = latchkey.issuer().revoke(ADMIN, id, LOST);
      took.add(System.nanoTime() - start);
      assertThat(revoked.state()).isEqualTo(KeyState.REVOKED);
    } while (System.nanoTime() < end);
  }

  private static String figures(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.size()
        + " times, median "
        + sorted.get(sorted.size() / 2) / 1_000 / 1_000.0
        + ", p99 "
        + sorted.get(sorted.size() * 99 / 100) / 1_000 / 1_000.0
        + ", longest "
        + sorted.get(sorted.size() - 1) / 1_000 / 1_000.0;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void transaction_ofAnyIsolation_stages(int isolation) throws SQLException {
    try (Connection connection = connect()) {
      int usual = connection.getTransactionIsolation();
      connection.setTransactionIsolation(isolation);
      HostConnection host = new HostConnection(store, connection);
      IssuedKey issued = staged(host);
      latchkey.partners().suspend(HOST, NORTHWIND);
      latchkey.partners().resume(HOST, NORTHWIND);
      host.commit();

      assertThat(latchkey.issuer().acknowledge(ADMIN, issued).state()).isEqualTo(KeyState.ACTIVE);
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(usual);
    }
  }

  @Test
  void connectionThatCommitsByItself_isRefused() throws SQLException {
    try (Connection connection = connect()) {
      assertThatThrownBy(() -> store.within(connection))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("setAutoCommit(false)");
    }
  }

  @Test
  void process_thatDiedAfterTheHostsCommit_isFinishedByAnother() throws Exception {
    IssuedKey issued;
    try (HostConnection host = begin()) {
      issued = staged(host);
      latchkey.close();
      host.commit();
    }

    latchkey = node();

    KeyInfo key = latchkey.issuer().acknowledge(ADMIN, issued.id(), issued.revealNumber());
    assertThat(key.state()).isEqualTo(KeyState.ACTIVE);
    assertThat(eventTypes()).containsExactly("key_created", "key_acknowledged");
  }

  @Test
  void nodes_thatAdoptAtOnce_adoptOnce() throws Exception {
    try (Latchkey another = node()) {
      for (int round = 0; round < 10; round++) {
        IssuedKey issued = committed();
        List<Callable<KeyInfo>> both =
            List.of(
                () -> latchkey.keys().find(ADMIN, issued.id()),
                () -> another.keys().find(ADMIN, issued.id()));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
          for (Future<KeyInfo> found : threads.invokeAll(both)) {
            assertThat(found.get().state()).isEqualTo(KeyState.PENDING);
          }
        } finally {
          threads.shutdownNow();
        }
      }
    }
    assertThat(eventTypes()).hasSize(10).containsOnly("key_created");
  }
}
