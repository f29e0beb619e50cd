package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Hosts' transactions on PostgreSQL. */
class PostgresHostTransactionTest extends HostTransactionTest {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }

  @Override
  void kill(Connection victim) throws SQLException {
    int session = on(victim, "SELECT pg_backend_pid()", row -> row.getInt(1));
    try (Connection killer = connect();
        Statement statement = killer.createStatement()) {
      statement.execute("SELECT pg_terminate_backend(" + session + ")");
    }
  }
}
