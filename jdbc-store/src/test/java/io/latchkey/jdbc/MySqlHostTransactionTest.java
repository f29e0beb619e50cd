package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;

/** Hosts' transactions on MySQL. */
@Tag("databases")
class MySqlHostTransactionTest extends HostTransactionTest {

  @Override
  TestDatabase database() {
    return MySql.SHARED;
  }

  @Override
  void kill(Connection victim) throws SQLException {
    long session = on(victim, "SELECT CONNECTION_ID()", row -> row.getLong(1));
    try (Connection killer = connect();
        Statement statement = killer.createStatement()) {
      statement.execute("KILL " + session);
    }
  }
}
