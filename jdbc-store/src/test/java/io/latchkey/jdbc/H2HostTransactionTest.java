package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Hosts' transactions on H2. */
class H2HostTransactionTest extends HostTransactionTest {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }

  @Override
  void kill(Connection victim) throws SQLException {
    int session = on(victim, "CALL SESSION_ID()", row -> row.getInt(1));
    try (Connection killer = connect();
        Statement statement = killer.createStatement()) {
      statement.execute("CALL ABORT_SESSION(" + session + ")");
    }
  }
}
