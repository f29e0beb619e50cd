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

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.Trim;
import io.latchkey.spi.VersionedId;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void pool_ofAnotherIsolationLevel_isNoDifference(int level) throws Exception {
    if (!hasLevel(level)) {
      return;
    }
    JdbcKeyStore store = store(with(connection -> connection.setTransactionIsolation(level)));

    useAllOf(store);
    committed(store, commit().insertKey(key("raced")));
    List<Status> outcomes =
        Threads.together(
            8, i -> () -> commitTo(store, commit().updateKey(next(key("raced")))).status());

    assertThat(outcomes).containsOnlyOnce(Status.COMMITTED);
    assertThat(outcomes.stream().filter(Status.STALE::equals)).hasSize(7);
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
    void prepare(Connection connection) throws java.sql.SQLException;
  }
}
