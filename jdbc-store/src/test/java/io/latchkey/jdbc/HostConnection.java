package io.latchkey.jdbc;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.Staging;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction of the host's on a connection of its own pool. */
final class HostConnection implements HostTransaction {

  private final Connection connection;
  private final Staging staging;

  HostConnection(JdbcKeyStore store, Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    staging = store.within(connection);
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void stage(StagedKey staged) {
    staging.stage(staged);
  }

  @Override
  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError("the host can't commit", e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new AssertionError("the host can't roll back", e);
    }
  }
}
