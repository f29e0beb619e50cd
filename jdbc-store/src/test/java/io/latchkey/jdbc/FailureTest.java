package io.latchkey.jdbc;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller learns of a failure, and what it may believe. */
class FailureTest extends JdbcRules {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }

  @Test
  void connection_thatIsNotGiven_isUnavailable() {
    Intercepted connections = intercepted();
    JdbcKeyStore store = store(connections);
    connections.beforeConnection(
        () -> {
          throw cut();
        });

    assertFails(Kind.UNAVAILABLE, () -> store.findKey(ACCOUNT, "k1"));
    assertFails(Kind.UNAVAILABLE, () -> store.commit(commit().insertKey(key("k1")).build()));
  }

  /** However far a commit got before the connection broke: nothing of it is there. */
  @Test
  void connection_thatBreaksAtAnyStatement_isUnavailableAndLeavesNothing() {
    int statements = statementsOfACommit();
    assertThat(statements).isGreaterThan(5);
    for (int last = 1; last <= statements; last++) {
      JdbcKeyStore store = storeThatBreaksAt(last);

      assertFails(Kind.UNAVAILABLE, () -> store.commit(commit().insertKey(key("k1")).build()));
    }

    JdbcKeyStore store = store();
    assertThat(store.findKey(ACCOUNT, "k1")).isEmpty();
    assertThat(store.audit(ACCOUNT, 0, 10).events()).isEmpty();
    assertThat(store.changes(0, 10).position().number()).isZero();
    committed(storeThatBreaksAt(statements + 1), commit().insertKey(key("k1")));
  }

  private JdbcKeyStore storeThatBreaksAt(int fatal) {
    AtomicInteger count = new AtomicInteger();
    Intercepted connections = intercepted();
    JdbcKeyStore store = store(connections);
    connections.beforeStatement(
        () -> {
          if (count.incrementAndGet() >= fatal) {
            throw cut();
          }
        });
    return store;
  }

  /** Counted elsewhere, so that here, too, it is the first commit of its chain. */
  private int statementsOfACommit() {
    AtomicInteger count = new AtomicInteger();
    try (Space elsewhere = database().space()) {
      JdbcKeyStore.Builder builder = elsewhere.builder(elsewhere.dataSource());
      builder.migrate();
      Intercepted counted = new Intercepted(elsewhere.dataSource());
      JdbcKeyStore store = opened(elsewhere.builder(counted).create());
      counted.beforeStatement(count::incrementAndGet);
      committed(store, commit().insertKey(key("k1")));
    }
    return count.get();
  }

  /**
   * JDBC commits when auto-commit is switched on: half a commit must not be let through by that.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rollback_thatFailsToo_leavesNothing(boolean unchecked) {
    var unused = store();
    Intercepted connections = new Intercepted(space.dataSource());
    JdbcKeyStore store = store(connections);
    connections
        .before(
            "latchkey_chains",
            () -> {
              throw cut();
            })
        .beforeRollback(
            () -> {
              if (unchecked) {
                throw new IllegalStateException("the pool's own");
              }
              throw cut();
            });

    assertFails(Kind.UNAVAILABLE, () -> store.commit(commit().insertKey(key("k1")).build()));

    assertThat(store().findKey(ACCOUNT, "k1")).isEmpty();
  }

  /** Pools hand out wrappers, which throw what they like. */
  @Test
  void connection_whoseFirstAnswerIsUnchecked_isGivenBack() {
    AtomicInteger closed = new AtomicInteger();
    DataSource broken =
        new WrappedDataSource(space.dataSource()) {
          @Override
          public Connection getConnection() {
            return (Connection)
                Proxy.newProxyInstance(
                    FailureTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                      if (method.getName().equals("close")) {
                        closed.incrementAndGet();
                        return null;
                      }
                      throw new IllegalStateException("the pool's own");
                    });
          }
        };
    Jdbc jdbc = new Jdbc(broken, Database.H2.dialect());

    assertFails(Kind.UNAVAILABLE, () -> jdbc.read(session -> ""));

    assertThat(closed).hasValue(1);
  }

  @Test
  void commit_whoseAnswerIsUnchecked_isUnknown() {
    Intercepted connections = intercepted();
    JdbcKeyStore store = store(connections);
    connections.afterCommit(
        () -> {
          throw new IllegalStateException("the pool's own");
        });

    assertFails(Kind.OUTCOME_UNKNOWN, () -> store.commit(commit().insertKey(key("k1")).build()));
  }

  @Test
  void answer_thatIsLostBehindTheCommit_isUnknownAndTheCommitIsThere() {
    Intercepted connections = intercepted();
    JdbcKeyStore store = store(connections);
    connections.afterCommit(
        () -> {
          throw cut();
        });

    assertFails(Kind.OUTCOME_UNKNOWN, () -> store.commit(commit().insertKey(key("k1")).build()));

    assertThat(store().findKey(ACCOUNT, "k1")).isPresent();
  }

  @Test
  void answer_thatIsLostBeforeTheCommit_isUnknownAndNothingIsThere() {
    Intercepted connections = intercepted();
    JdbcKeyStore store = store(connections);
    connections.beforeCommit(
        () -> {
          throw cut();
        });

    assertFails(Kind.OUTCOME_UNKNOWN, () -> store.commit(commit().insertKey(key("k1")).build()));

    assertThat(store().findKey(ACCOUNT, "k1")).isEmpty();
  }

  @Test
  void commit_thatIsRefusedBySerialisation_isContention() {
    Intercepted connections = intercepted();
    JdbcKeyStore store = store(connections);
    connections.beforeCommit(
        () -> {
          throw new SQLException("could not serialize", "40001");
        });

    assertFails(Kind.CONTENTION, () -> store.commit(commit().insertKey(key("k1")).build()));
  }

  @Test
  void lock_thatIsNotGivenInTime_isContention() throws Exception {
    JdbcKeyStore store = store();
    committed(store, commit().insertKey(key("k1")));
    Gate gate = new Gate();
    JdbcKeyStore stopped = store(intercepted().beforeCommit(gate::pass));
    Future<?> running =
        Threads.begin(() -> stopped.commit(commit().updateKey(next(key("k1"))).build()));
    gate.awaitReached();

    assertFails(
        Kind.CONTENTION, () -> store.commit(commit("other").updateKey(next(key("k1"))).build()));

    gate.open();
    assertThat(Threads.answer(running)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE latchkey_keys SET labels = 'no end'",
        "UPDATE latchkey_keys SET permissions = 'a\\x' || CHAR(10)",
        "UPDATE latchkey_keys SET overlap_length = 'soon'",
        "UPDATE latchkey_keys SET tail = CHAR(1)",
      })
  void row_thatCannotBeReadBack_isCorrupt(String damage) {
    JdbcKeyStore store = store();
    committed(store, commit().insertKey(key("k1")));
    execute(damage);

    assertFails(Kind.CORRUPT, () -> store.findKey(ACCOUNT, "k1"));
  }

  @Test
  void feed_withAGap_isCorrupt() {
    JdbcKeyStore store = store();
    committed(store, commit().insertKey(key("k1")));
    committed(store, commit().insertKey(key("k2")));
    execute("DELETE FROM latchkey_changes WHERE change_no = 2");

    assertFails(Kind.CORRUPT, () -> store.changes(0, 10));
  }

  @Test
  void sink_thatFails_isNotTakenForABrokenRow() {
    JdbcKeyStore store = store();
    committed(store, commit().insertKey(key("k1")));
    IllegalStateException own = new IllegalStateException("the sink is closed");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                store.load(
                    new Loaded() {
                      @Override
                      public void key(io.latchkey.spi.KeyRecord key) {
                        throw own;
                      }
                    }))
        .isSameAs(own);
  }

  /** The digest stands in what H2 and others say of a row that violates a constraint. */
  @Test
  void message_ofAViolatedConstraint_isNotPassedOn() {
    JdbcKeyStore store = store();
    execute("ALTER TABLE latchkey_keys ADD CONSTRAINT latchkey_own CHECK (brand <> 'acme')");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.commit(commit().insertKey(key("k1")).build()))
        .matches(e -> e.kind() == Kind.UNAVAILABLE)
        .withNoCause()
        .withMessageContaining("23513");
  }

  @ParameterizedTest
  @CsvSource({
    "H2, 23505, 23505, duplicate",
    "H2, 23513, 23513, neither",
    "H2, HYT00, 50200, contention",
    "H2, 40001, 40001, contention",
    "H2, 90131, 90131, contention",
    "H2, 90098, 90098, neither",
    "POSTGRESQL, 40003, 0, neither",
    "POSTGRESQL, 23505, 0, duplicate",
    "POSTGRESQL, 23514, 0, neither",
    "POSTGRESQL, 40P01, 0, contention",
    "POSTGRESQL, 40001, 0, contention",
    "POSTGRESQL, 55P03, 0, contention",
    "POSTGRESQL, 57014, 0, neither",
    "POSTGRESQL, 57P01, 0, neither",
    "MARIADB, 23000, 1062, duplicate",
    "MARIADB, 23000, 1048, neither",
    "MARIADB, HY000, 1205, contention",
    "MARIADB, 40001, 1213, contention",
    "MARIADB, HY000, 1020, contention",
    "MYSQL, 23000, 1062, duplicate",
    "MYSQL, 41000, 1205, contention",
    "MYSQL, 40001, 1213, contention",
    "MYSQL, 08S01, 0, neither",
    "SQLITE, , 5, contention",
    "SQLITE, , 6, contention",
    "SQLITE, , 517, contention",
    "SQLITE, , 10, neither",
  })
  void failure_ofEachDatabase_isToldApart(
      Database database, String state, int code, String expected) {
    Dialect dialect = database.dialect();
    SQLException failure = new SQLException("m", state, code);
    SQLException wrapped = new SQLException("batch", null, 0);
    wrapped.setNextException(failure);

    for (SQLException e : new SQLException[] {failure, wrapped, new SQLException("w", failure)}) {
      assertThat(dialect.isDuplicate(e)).isEqualTo(expected.equals("duplicate"));
      assertThat(dialect.isContention(e)).isEqualTo(expected.equals("contention"));
    }
  }

  @Test
  void duplicate_inSqlite_isToldByItsMessage() {
    Dialect sqlite = Database.SQLITE.dialect();

    assertThat(sqlite.isDuplicate(sqlite("[SQLITE_CONSTRAINT_PRIMARYKEY] A PRIMARY KEY failed")))
        .isTrue();
    assertThat(sqlite.isDuplicate(sqlite("[SQLITE_CONSTRAINT_UNIQUE] A UNIQUE failed"))).isTrue();
    assertThat(sqlite.isDuplicate(sqlite("[SQLITE_CONSTRAINT_CHECK] A CHECK failed"))).isFalse();
  }

  private static SQLException sqlite(String message) {
    return new SQLException(message, null, 19);
  }

  /** Drivers that rewrite batches answer without numbers, which decide here. */
  @Test
  void batch_answeredWithoutNumbers_isDecidedAllTheSame() {
    JdbcKeyStore store = store(intercepted().silentBatches());
    committed(store, commit().insertKey(key("k1")).insertKey(key("k2")));

    committed(store, commit().updateKey(next(key("k1"))).updateKey(next(key("k2"))));

    assertThat(
            commitTo(store, commit().updateKey(next(key("k1"))).updateKey(next(next(key("k2")))))
                .status())
        .isEqualTo(io.latchkey.spi.CommitResult.Status.STALE);
    assertThat(store.findKey(ACCOUNT, "k2")).contains(next(key("k2")));
  }

  private static SQLException cut() {
    return new SQLException("cut", "08006");
  }

  private static void assertFails(Kind kind, Supplier<?> request) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(request::get)
        .matches(e -> e.kind() == kind, "of kind " + kind);
  }
}
