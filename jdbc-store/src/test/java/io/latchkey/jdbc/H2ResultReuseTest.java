package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A load that raced with a commit began at the feed's new number and had the keys from before,
 * because H2 gave it the result of an earlier load again: it notes that a table has changed only
 * after others can see the change.
 */
public class H2ResultReuseTest {

  private static final AtomicInteger LOOKS = new AtomicInteger();

  private static final String QUERY = "SELECT LOOK(newest) FROM latchkey_feed";

  /** Called by H2 for each row that it looks at. */
  public static long look(long value) {
    LOOKS.incrementAndGet();
    return value;
  }

  @Test
  void queryAskedAgain_ofUnchangedTables_looksIntoThemAgain() throws SQLException {
    try (HikariDataSource pool = pool();
        Connection connection = pool.getConnection()) {
      Session session = new Session(connection, Database.H2.dialect());

      for (int asked = 1; asked <= 3; asked++) {
        assertThat(session.first(QUERY, Session.Binding.NONE, Row::number)).hasValue(0L);
        assertThat(LOOKS).hasValue(asked);
      }
    }
  }

  /** If this fails, H2 has stopped to give results again, and nothing has to be done about it. */
  @Test
  void queryAskedAgain_withoutTheStore_getsTheOldResult() throws SQLException {
    try (HikariDataSource pool = pool();
        Connection connection = pool.getConnection()) {
      ask(connection);
      ask(connection);

      assertThat(LOOKS).hasValue(1);
    }
  }

  private static void ask(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUERY);
        ResultSet results = statement.executeQuery()) {
      assertThat(results.next()).isTrue();
    }
  }

  private static HikariDataSource pool() throws SQLException {
    HikariDataSource pool = TestDatabase.pool("jdbc:h2:mem:reuse", 1);
    JdbcKeyStore.migrate(pool);
    try (Connection connection = pool.getConnection()) {
      new Session(connection, Database.H2.dialect())
          .execute(
              "CREATE ALIAS LOOK DETERMINISTIC FOR '"
                  + H2ResultReuseTest.class.getName()
                  + ".look'");
    }
    LOOKS.set(0);
    return pool;
  }
}
