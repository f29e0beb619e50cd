package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.spi.KeySource.Capability;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that may forget what it has answered is refused, unless the host wants it so. */
class DurabilityTest {

  @TempDir Path directory;

  @Test
  void h2File_withItsDefaultWriteDelay_isRefused() {
    assertRefused("jdbc:h2:file:" + directory.resolve("delayed"), "WRITE_DELAY=0");
  }

  @Test
  void h2File_withoutWriteDelay_isTaken() {
    assertTaken("jdbc:h2:file:" + directory.resolve("prompt") + ";WRITE_DELAY=0");
  }

  @Test
  void h2File_ofAReleaseThatLosesCommits_isRefused() {
    assertThat(H2Dialect.forgetful("252", "2.5.252 (2026-09-23)"))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .contains("H2 2.5.252", "h2:2.4.240", "allowDelayedDurability()"));
    assertThat(H2Dialect.forgetful("232", "2.3.232 (2024-08-11)")).isPresent();
    assertThat(H2Dialect.forgetful("240", "2.4.240 (2025-09-22)")).isEmpty();
  }

  @Test
  void h2Memory_isTaken() {
    assertTaken("jdbc:h2:mem:durability;DB_CLOSE_DELAY=-1");
  }

  @Test
  void sqlite_synchronousBelowFull_isRefused() {
    assertRefused(
        "jdbc:sqlite:" + directory.resolve("normal.db") + "?synchronous=NORMAL",
        "synchronous=FULL");
  }

  @Test
  void postgres_withoutSynchronousCommit_isRefused() {
    assertRefused(
        Postgres.SHARED.url() + "&options=-c%20synchronous_commit=off", "synchronous_commit");
  }

  @Test
  void postgres_withoutFsync_isRefused() throws Exception {
    try (EmbeddedPostgres forTests =
        EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start()) {
      assertRefused(forTests.getJdbcUrl("postgres", "postgres"), "fsync");
    }
  }

  @Test
  void h2_whoseCollationTakesDifferentIdsForEqual_isRefusedEvenIfDelayIsAllowed() {
    String url = "jdbc:h2:mem:collated;DB_CLOSE_DELAY=-1;INIT=SET COLLATION ENGLISH";
    try (HikariDataSource pool = TestDatabase.pool(url, 1)) {
      assertThatThrownBy(() -> JdbcKeyStore.builder(pool).allowDelayedDurability().create())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("COLLATION");
    }
  }

  /** Both to migrate and to open, so that no host keeps keys in such tables for a while. */
  @ParameterizedTest
  @ValueSource(strings = {"IGNORECASE=TRUE", "MODE=MySQL;IGNORECASE=TRUE;DATABASE_TO_LOWER=TRUE"})
  void h2_thatIgnoresCase_isRefused(String setting) {
    String url = "jdbc:h2:mem:ignorant" + setting.length() + ";DB_CLOSE_DELAY=-1;" + setting;
    try (HikariDataSource pool = TestDatabase.pool(url, 1)) {
      assertUnfit(() -> JdbcKeyStore.migrate(pool), "IGNORECASE");
      assertUnfit(() -> JdbcKeyStore.create(pool), "IGNORECASE");
    }
  }

  @Test
  void h2_whoseTablesWereMadeIgnoringCase_isRefused() throws SQLException {
    try (HikariDataSource pool =
        TestDatabase.pool("jdbc:h2:mem:formerly_ignorant;DB_CLOSE_DELAY=-1", 1)) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE latchkey_keys (key_id VARCHAR_IGNORECASE(512))");
      }

      assertUnfit(() -> JdbcKeyStore.create(pool), "IGNORECASE");
    }
  }

  @Test
  void h2_thatTakesEmptyTextForNull_isRefused() {
    try (HikariDataSource pool =
        TestDatabase.pool("jdbc:h2:mem:oracle;DB_CLOSE_DELAY=-1;MODE=Oracle", 1)) {
      assertUnfit(() -> JdbcKeyStore.migrate(pool), "MODE=Oracle");
      assertUnfit(() -> JdbcKeyStore.create(pool), "MODE=Oracle");
    }
  }

  private static void assertUnfit(ThrowingCallable opening, String reason) {
    assertThatThrownBy(opening)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }

  private static void assertRefused(String url, String remedy) {
    try (HikariDataSource pool = TestDatabase.pool(url, 1)) {
      JdbcKeyStore.Builder builder = JdbcKeyStore.builder(pool).tablePrefix("durability_");
      builder.migrate();

      assertThatThrownBy(builder::create)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(remedy)
          .hasMessageContaining("allowDelayedDurability()");
      assertThat(builder.allowDelayedDurability().create().capabilities())
          .doesNotContain(Capability.WAKES);
    }
  }

  private static void assertTaken(String url) {
    try (HikariDataSource pool = TestDatabase.pool(url, 1)) {
      JdbcKeyStore.migrate(pool);
      assertThat(JdbcKeyStore.create(pool).capabilities()).doesNotContain(Capability.WAKES);
    }
  }
}
