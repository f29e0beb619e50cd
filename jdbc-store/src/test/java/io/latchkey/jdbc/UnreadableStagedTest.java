package io.latchkey.jdbc;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A staged key that can't be read must not keep the others from being adopted or revoked. */
class UnreadableStagedTest extends JdbcRules {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }

  @Test
  void rows_thatCannotBeRead_areLeftOutOfEveryPageAndNamedOnce() throws SQLException {
    JdbcKeyStore store = store();
    stage(store, "k1", "k2", "k3", "k4", "k5");
    execute(
        "UPDATE latchkey_staged SET labels = 'no end' WHERE key_id IN ('k1', 'k3')",
        "UPDATE latchkey_staged SET key_id = CHAR(1) || 'x' WHERE key_id = 'k2'");

    try (LoggedLines lines = new LoggedLines(StagedKeys.class)) {
      assertThat(ids(store.staged("", 2))).containsExactly("k4", "k5");
      assertThat(ids(store.staged("", 1))).containsExactly("k4");
      assertThat(ids(store.staged("k4", 1))).containsExactly("k5");
      assertThat(ids(store.staged("", 10))).containsExactly("k4", "k5");
      assertThat(store.staged("k5", 10)).isEmpty();

      assertThat(lines.above(Level.INFO))
          .hasSize(3)
          .anyMatch(line -> line.startsWith("WARN staged key k1 "))
          .anyMatch(line -> line.startsWith("WARN staged key k3 "));
    }
  }

  /** Whoever asks for it by its id is not told that it is not there. */
  @Test
  void row_thatCannotBeRead_isCorruptWhenAskedFor() throws SQLException {
    JdbcKeyStore store = store();
    stage(store, "k1");
    execute("UPDATE latchkey_staged SET labels = 'no end'");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.findStaged(ACCOUNT, "k1"))
        .matches(e -> e.kind() == StoreException.Kind.CORRUPT);
  }

  private void stage(JdbcKeyStore store, String... ids) throws SQLException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      for (String id : ids) {
        store.within(connection).stage(new StagedKey(key(id), "create"));
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static List<String> ids(List<StagedKey> page) {
    return page.stream().map(staged -> staged.key().record().keyId()).toList();
  }
}
