package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1a",
        "A",
        "a-b",
        "a b",
        "a;",
        "a'",
        "a\"",
        "\u0131d",
        "abcdefghijklmnopqrstu"
      })
  void prefix_thatIsNoPlainIdentifier_isRefused(String prefix) {
    assertThatThrownBy(() -> new Names(null, prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tablePrefix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a.b", "a-b", "a;", "a\"b", "\u00e9"})
  void schema_thatIsNoPlainIdentifier_isRefused(String schema) {
    assertThatThrownBy(() -> new Names(schema, "latchkey_"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schema");
  }

  @Test
  void table_isNamedBySchemaAndPrefix() {
    assertThat(new Names(null, "latchkey_").table("keys")).isEqualTo("latchkey_keys");
    assertThat(new Names("ats", "lk_").table("keys")).isEqualTo("ats.lk_keys");
  }

  @Test
  void schema_whereTheDatabaseHasNone_isRefusedWithASentence() {
    try (HikariDataSource pool = TestDatabase.pool("jdbc:sqlite::memory:", 1)) {
      JdbcKeyStore.Builder builder = JdbcKeyStore.builder(pool).schema("main");

      assertThatThrownBy(builder::migrate)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("schema(...)");
      assertThatThrownBy(builder::create)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("schema(...)");
    }
  }

  /** A name that was not replaced would collide with the tables of another prefix. */
  @ParameterizedTest
  @ValueSource(strings = {"H2", "POSTGRESQL", "MARIADB", "MYSQL"})
  void script_underOtherNames_hasNoneOfTheDefaultsLeft(Database database) {
    List<String> statements = Scripts.statements(database.dialect(), new Names("ats", "lk_"), 1);

    assertThat(statements).hasSizeGreaterThan(10);
    assertThat(statements).noneMatch(statement -> statement.contains("latchkey_"));
    assertThat(statements)
        .filteredOn(statement -> statement.startsWith("CREATE TABLE"))
        .hasSize(11)
        .allMatch(statement -> statement.contains(" ats.lk_"));
    assertThat(statements).noneMatch(statement -> statement.contains("INDEX ats."));
  }
}
