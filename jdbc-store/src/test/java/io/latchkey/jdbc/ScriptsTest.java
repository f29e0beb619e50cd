package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hosts with a migration tool run the files, and the tool knows nothing of how we take them apart.
 */
class ScriptsTest {

  /** Nothing of the file is lost or changed on its way to the database. */
  @ParameterizedTest
  @EnumSource(Database.class)
  void statements_underTheDefaultNames_areTheFile(Database database) throws IOException {
    String left = file(database).replaceAll("(?m)^--.*$", "");

    for (String statement :
        Scripts.statements(database.dialect(), new Names(null, Names.DEFAULT_PREFIX), 1)) {
      assertThat(left.strip()).startsWith(statement);
      left = left.strip().substring(statement.length());
      assertThat(left.strip()).startsWith(";");
      left = left.strip().substring(1).strip();
    }

    assertThat(left).isEmpty();
  }

  @Test
  void file_runByH2_makesAStoreThatWorks() throws SQLException {
    String url = "jdbc:h2:mem:script;DB_CLOSE_DELAY=-1";
    run(url, "RUNSCRIPT FROM 'classpath:META-INF/latchkey/schema/h2/V1__tables.sql'");

    assertWorks(url);
  }

  @Test
  void file_runByPostgres_makesAStoreThatWorks() throws Exception {
    String url = Postgres.SHARED.url() + "&currentSchema=script";
    run(url, "DROP SCHEMA IF EXISTS script CASCADE; CREATE SCHEMA script");
    run(url, file(Database.POSTGRESQL));

    assertWorks(url);
  }

  private static void run(String url, String sql) throws SQLException {
    try (HikariDataSource pool = TestDatabase.pool(url, 1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertWorks(String url) {
    try (HikariDataSource pool = TestDatabase.pool(url, 4)) {
      assertThat(JdbcKeyStore.migrate(pool)).isZero();
      ConnectionRules.useAllOf(JdbcKeyStore.create(pool));
    }
  }

  private static String file(Database database) throws IOException {
    String path = "/META-INF/latchkey/schema/" + database.dialect().folder() + "/V1__tables.sql";
    try (InputStream script = Scripts.class.getResourceAsStream(path)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
