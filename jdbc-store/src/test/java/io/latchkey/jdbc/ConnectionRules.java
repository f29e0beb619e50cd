package io.latchkey.jdbc;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.fullKey;
import static io.latchkey.contract.Records.idempotency;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.limit;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.scope;
import static io.latchkey.contract.Records.used;
import static io.latchkey.contract.Records.versionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.Trim;
import io.latchkey.spi.VersionedId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store works with whatever connections it is given, and gives them back as they were. */
abstract class ConnectionRules extends JdbcRules {

  /** The levels that the database has. */
  boolean hasLevel(int level) {
    return true;
  }

  @Test
  void pool_thatDoesNotCommitByItself_isNoDifference() {
    JdbcKeyStore store = store(with(connection -> connection.setAutoCommit(false)));

    useAllOf(store);

    assertThat(load(store()).keys).containsExactly(next(key("k1")).record());
  }

  @Test
  void tables_madeOverSuchAPool_areThere() {
    DataSource pool = with(connection -> connection.setAutoCommit(false));

    assertThat(space.builder(pool).migrate()).isEqualTo(1);

    useAllOf(opened(space.builder(pool).create()));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_UNCOMMITTED,
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void pool_ofAnotherIsolationLevel_isNoDifference(int level) throws Exception {
    assumeTrue(hasLevel(level), "the database does not have this level");
    JdbcKeyStore store = store(with(connection -> connection.setTransactionIsolation(level)));

    useAllOf(store);
    committed(store, commit().insertKey(key("raced")));
    List<Status> outcomes =
        Threads.together(
            8, i -> () -> commitTo(store, commit().updateKey(next(key("raced")))).status());

    assertThat(outcomes).containsOnlyOnce(Status.COMMITTED);
    assertThat(outcomes.stream().filter(Status.STALE::equals)).hasSize(7);
  }

  /**
   * A number that was taken and given back is taken again: who has seen it the first time would
   * never ask for it the second time.
   */
  @ParameterizedTest(name = "level {0}, commits by itself: {1}")
  @CsvSource({
    Connection.TRANSACTION_READ_UNCOMMITTED + ", true",
    Connection.TRANSACTION_READ_UNCOMMITTED + ", false",
    Connection.TRANSACTION_READ_COMMITTED + ", false",
    Connection.TRANSACTION_REPEATABLE_READ + ", true",
    Connection.TRANSACTION_REPEATABLE_READ + ", false",
    Connection.TRANSACTION_SERIALIZABLE + ", true",
    Connection.TRANSACTION_SERIALIZABLE + ", false",
  })
  void commit_thatIsTakenBackInTheEnd_isSeenByNoReader(int level, boolean commitsByItself)
      throws Exception {
    assumeTrue(hasLevel(level), "the database does not have this level");
    JdbcKeyStore store = store();
    long before = committed(store, commit().insertKey(key("k1")).insertKey(key("k2")));
    JdbcKeyStore reader =
        store(
            with(
                connection -> {
                  connection.setTransactionIsolation(level);
                  connection.setAutoCommit(commitsByItself);
                }));
    Gate gate = new Gate();
    Future<StoreException.Kind> takenBack = Threads.begin(() -> takenBackAt(gate));
    gate.awaitReached();

    assertThat(Threads.answer(Threads.begin(() -> reader.changes(0, 10).position().number())))
        .isEqualTo(before);
    assertThat(reader.findKey(ACCOUNT, "k1")).contains(key("k1"));
    assertThat(load(reader).keys).contains(key("k1").record());
    gate.open();
    assertThat(Threads.answer(takenBack)).isEqualTo(StoreException.Kind.OUTCOME_UNKNOWN);
    committed(store, commit().updateKey(next(key("k2"))));

    assertThat(reader.changes(before, 10).changes())
        .containsExactly(new FeedChange.KeyChanged(before + 1, next(key("k2")).record()));
  }

  /** A commit that has written all it writes, waits there, and is rolled back. */
  private StoreException.Kind takenBackAt(Gate gate) {
    JdbcKeyStore store =
        store(
            intercepted()
                .beforeCommit(
                    () -> {
                      gate.pass();
                      throw new SQLException("cut", "08006");
                    }));
    try {
      var unused = store.commit(commit("elsewhere").updateKey(next(key("k1"))).build());
      throw new AssertionError("the commit went through");
    } catch (StoreException e) {
      return e.kind();
    }
  }

  /** What asks a connection whether it lives, or had it before, may have begun a transaction. */
  @Test
  void pool_thatHandsOutATransactionUnderWay_isNoDifferenceAndNothingOfItIsCommitted()
      throws SQLException {
    var unused = store();
    JdbcKeyStore store =
        store(
            new PreparedPool(
                connections,
                connection -> connection.setAutoCommit(false),
                connection -> {
                  try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(
                        "INSERT INTO "
                            + space.prefix()
                            + "accounts (id, version) VALUES ('left', 0)");
                  }
                }));

    useAllOf(store);

    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id FROM " + space.prefix() + "accounts WHERE id = 'left'")) {
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void instants_readUnderAnotherZoneAndLocale_areTheSame() {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    JdbcKeyStore store = store();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      committed(store, commit().insertKey(fullKey("k1")));
      store.recordUses(List.of(new KeyUse("k1", NOW)));
      TimeZone.setDefault(TimeZone.getTimeZone("America/Caracas"));
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));

      StoredKey key = fullKey("k1");
      assertThat(store().findKey(key.record().accountId(), "k1")).contains(used(key, NOW));
      assertThat(store().audit(ACCOUNT, 0, 10).events().get(0).draft().at()).isEqualTo(NOW);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  /** Each operation once, with every kind of write in it. */
  static void useAllOf(JdbcKeyStore store) {
    committed(
        store,
        commit()
            .insertKey(key("k1"))
            .insertKey(key("gone"))
            .putPartner(partner("p1", 1))
            .guardPartner(new VersionedId("p2", 0))
            .guardAccount(new VersionedId("a2", 0))
            .putAccount(account("a1", 1))
            .limit(limit(5))
            .idempotency(idempotency(scope("r1"), NOW)));
    long newest =
        committed(store, commit().updateKey(next(key("k1"))).deleteKey(versionOf(key("gone"))));
    assertThat(commitTo(store, commit().insertKey(key("k1"))).status()).isEqualTo(Status.DUPLICATE);
    insisting(
        () -> {
          store.recordUses(List.of(new KeyUse("k1", NOW)));
          return newest;
        });

    assertThat(store.findKey(ACCOUNT, "k1")).contains(used(next(key("k1")), NOW));
    assertThat(store.listKeys(KeyCriteria.builder(10).accountId(ACCOUNT).build())).hasSize(1);
    assertThat(store.listPartners()).containsExactly(partner("p1", 1));
    assertThat(store.findPartner("p2")).isEmpty();
    assertThat(store.findAccount("a1")).contains(account("a1", 1));
    assertThat(store.findAccount("a2")).isEmpty();
    assertThat(store.findIdempotency(scope("r1"), NOW)).isPresent();
    assertThat(store.changes(0, 100).changes()).hasSize((int) newest);
    assertThat(load(store).position).isEqualTo(newest);
    assertThat(store.audit(ACCOUNT, 0, 10).events()).hasSize(2);
    assertThat(store.trim(new Trim(2, NOW, 10))).isEqualTo(2);
  }

  /** Connections that come out of their pool in a certain state, and must go back in it. */
  final DataSource with(Preparation preparation) {
    return new PreparedPool(connections, preparation);
  }

  /** Brings a connection into the state in which a pool hands it out. */
  @FunctionalInterface
  interface Preparation {
    void prepare(Connection connection) throws SQLException;
  }
}
