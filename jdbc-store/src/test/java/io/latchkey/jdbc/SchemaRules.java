package io.latchkey.jdbc;

import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.spi.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making the tables, and what happens if they don't fit. */
abstract class SchemaRules extends JdbcRules {

  @Test
  void migrate_onTenNodesAtOnce_makesTheTablesOnce() throws Exception {
    List<Integer> scripts = Threads.together(10, i -> () -> space.builder(connections).migrate());

    assertThat(scripts).contains(1);
    assertThat(space.builder(connections).migrate()).isZero();
    JdbcKeyStore store = store();
    committed(store, commit().insertKey(key("k1")));
    assertThat(store.changes(0, 10).position().epoch())
        .isEqualTo(store().changes(0, 10).position().epoch());
  }

  @Test
  void migrate_ofTablesWithContent_changesNothing() {
    JdbcKeyStore store = store();
    committed(store, commit().insertKey(key("k1")));
    var before = store.changes(0, 10);

    assertThat(space.builder(connections).migrate()).isZero();

    assertThat(store.changes(0, 10)).isEqualTo(before);
  }

  @Test
  void create_withoutTables_saysWhatToRun() {
    assertThatThrownBy(() -> space.builder(connections).create())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tables are missing")
        .hasMessageContaining("migrate()")
        .hasMessageContaining("META-INF/latchkey/schema/");
  }

  @Test
  void create_onTablesWithoutTheirVersion_saysWhatToRun() {
    space.builder(connections).migrate();
    execute("DELETE FROM latchkey_schema");

    assertThatThrownBy(() -> space.builder(connections).create())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("migrate()");
  }

  @Test
  void create_onNewerTablesThatMayBeRead_works() {
    space.builder(connections).migrate();
    execute("UPDATE latchkey_schema SET version = 7, minimum_reader = " + Schema.CURRENT);

    committed(opened(space.builder(connections).create()), commit().insertKey(key("k1")));
    assertThat(space.builder(connections).migrate()).isZero();
  }

  @Test
  void create_onNewerTablesThatMayNotBeRead_isRefused() {
    space.builder(connections).migrate();
    execute("UPDATE latchkey_schema SET version = 7, minimum_reader = 6");

    assertThatThrownBy(() -> space.builder(connections).create())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 7")
        .hasMessageContaining("newer release");
  }

  @Test
  void stores_ofTwoPrefixes_shareNothing() {
    String prefix = space.prefix() + "b_";
    JdbcKeyStore.builder(connections).tablePrefix(prefix).migrate();
    JdbcKeyStore other = opened(JdbcKeyStore.builder(connections).tablePrefix(prefix).create());
    JdbcKeyStore store = store();

    committed(store, commit().insertKey(key("k1")));

    assertThat(load(other).keys).isEmpty();
    assertThat(load(store).keys).hasSize(1);
    assertThat(other.changes(0, 1).position().epoch())
        .isNotEqualTo(store.changes(0, 1).position().epoch());
  }

  @Test
  void newEpoch_isAnotherAndStays() {
    JdbcKeyStore store = store();
    String before = store.changes(0, 1).position().epoch();

    String epoch = store.newEpoch();

    assertThat(epoch).isNotEqualTo(before);
    assertThat(store().changes(0, 1).position().epoch()).isEqualTo(epoch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO latchkey_feed (id, epoch, newest, low_water) VALUES (2, 'x', 0, 0)",
        "UPDATE latchkey_feed SET low_water = newest + 1",
        "UPDATE latchkey_keys SET version = 0",
        "UPDATE latchkey_keys SET state = ''",
        "UPDATE latchkey_keys SET ends_at = 1",
        "UPDATE latchkey_keys SET reveal_number = 0",
        "UPDATE latchkey_keys SET account_id = NULL",
        "UPDATE latchkey_chains SET hash = 'short'",
        "UPDATE latchkey_schema SET minimum_reader = 99",
        "INSERT INTO latchkey_changes (change_no, kind, subject_id) VALUES (99, 'X', 'k')",
        "INSERT INTO latchkey_keys SELECT * FROM latchkey_keys",
      })
  void nonsense_writtenByHand_isRefusedByTheDatabase(String statement) {
    assumeTrue(checks(), "the database does not enforce checks");
    committed(store(), commit().insertKey(key("k1")));

    assertThatThrownBy(() -> execute(statement))
        .hasRootCauseInstanceOf(java.sql.SQLException.class);
  }

  /** Which the store's own transactions switch on where a database needs to be told. */
  @Test
  void reference_toWhatIsNotThere_isRefusedByTheDatabase() {
    Jdbc jdbc = new Opening(connections, null, new Names(null, space.prefix())).jdbc();
    space.builder(connections).migrate();

    assertThatThrownBy(
            () ->
                jdbc.write(
                    session ->
                        session.update(
                            "INSERT INTO " + space.prefix() + "uses (key_id) VALUES (?)",
                            params -> params.id("nobody"))))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void newEpoch_withoutTheRowOfTheFeed_fails() {
    JdbcKeyStore store = store();
    execute("DELETE FROM latchkey_feed");

    assertThatThrownBy(store::newEpoch).isInstanceOf(StoreException.class);
  }

  @Test
  void script_underAnotherPrefixAndSchema_runsAndMakesAStoreThatWorks() {
    JdbcKeyStore.Builder builder = inAnotherSchema();

    assertThat(builder.migrate()).isEqualTo(1);

    ConnectionRules.useAllOf(opened(builder.create()));
  }

  /** Another place for the same tables, in a schema of its own where there are any. */
  JdbcKeyStore.Builder inAnotherSchema() {
    execute("CREATE SCHEMA IF NOT EXISTS another_schema");
    return JdbcKeyStore.builder(connections)
        .schema("another_schema")
        .tablePrefix(space.prefix() + "o_");
  }

  /** Whether the database enforces what it is told. */
  boolean checks() {
    return true;
  }
}
