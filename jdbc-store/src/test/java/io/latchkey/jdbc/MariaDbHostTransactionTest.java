package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Hosts' transactions on MariaDB. */
class MariaDbHostTransactionTest extends HostTransactionTest {

  @Override
  TestDatabase database() {
    return MariaDb.SHARED;
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
