package io.latchkey.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A pool that hands out connections in a certain state, and demands them back in it, with no
 * transaction open.
 */
final class PreparedPool extends WrappedDataSource {

  private final ConnectionRules.Preparation preparation;
  private final ConnectionRules.Preparation begun;

  PreparedPool(DataSource target, ConnectionRules.Preparation preparation) {
    this(target, preparation, connection -> {});
  }

  /** With something that was done in a transaction which nobody ended. */
  PreparedPool(
      DataSource target,
      ConnectionRules.Preparation preparation,
      ConnectionRules.Preparation begun) {
    super(target);
    this.preparation = preparation;
    this.begun = begun;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = target.getConnection();
    boolean autoCommit = connection.getAutoCommit();
    int level = connection.getTransactionIsolation();
    preparation.prepare(connection);
    boolean preparedAutoCommit = connection.getAutoCommit();
    int preparedLevel = connection.getTransactionIsolation();
    if (!preparedAutoCommit) {
      connection.rollback();
    }
    begun.prepare(connection);
    return (Connection)
        Proxy.newProxyInstance(
            PreparedPool.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") && !connection.isClosed()) {
                require("autoCommit", preparedAutoCommit == connection.getAutoCommit());
                require("isolation", preparedLevel == connection.getTransactionIsolation());
                if (!preparedAutoCommit) {
                  connection.rollback();
                }
                connection.setTransactionIsolation(level);
                connection.setAutoCommit(autoCommit);
              }
              return call(connection, method, arguments);
            });
  }

  private static void require(String what, boolean condition) {
    if (!condition) {
      throw new AssertionError("a connection came back with another " + what);
    }
  }
}
