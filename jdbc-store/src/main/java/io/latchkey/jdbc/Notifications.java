package io.latchkey.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that listens for PostgreSQL's notifications. A notification says only that something
 * happened; what, the feed's counter says. Not thread-safe, but for {@link #abort}.
 *
 * <p>JDBC knows no notifications. The one method of PostgreSQL's driver that does is called by
 * name, so that hosts of other databases need not have the driver.
 */
final class Notifications implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  private static final String DRIVERS_CONNECTION = "org.postgresql.PGConnection";

  /** How long an answer may take; a connection that was dropped on the way never gives one. */
  private static final int ANSWER_MILLIS = 5_000;

  private final Connection connection;
  private final Session session;
  private final Sql sql;
  private final boolean autoCommitBefore;
  private final int answerMillisBefore;
  private final Object driversConnection;
  private final Method getNotifications;

  private Notifications(Connection connection, Dialect dialect, Sql sql, String listen)
      throws SQLException {
    this.connection = connection;
    this.sql = sql;
    session = new Session(connection, dialect);
    autoCommitBefore = connection.getAutoCommit();
    answerMillisBefore = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
    Class<?> type = driversType(connection);
    driversConnection = connection.unwrap(type);
    getNotifications = method(type);
    if (!autoCommitBefore) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    session.execute(listen);
  }

  private static Class<?> driversType(Connection connection) throws SQLException {
    ClassLoader loader = connection.unwrap(Connection.class).getClass().getClassLoader();
    try {
      return Class.forName(DRIVERS_CONNECTION, false, loader);
    } catch (ClassNotFoundException e) {
      throw new SQLException("listening needs PostgreSQL's own driver", e);
    }
  }

  private static Method method(Class<?> type) throws SQLException {
    try {
      return type.getMethod("getNotifications", int.class);
    } catch (NoSuchMethodException e) {
      throw new SQLException("listening needs a newer driver of PostgreSQL", e);
    }
  }

  /** Waits until something is told, and says whether it was. */
  boolean await(long millis) throws SQLException {
    try {
      Object @Nullable [] told =
          (Object[]) getNotifications.invoke(driversConnection, Math.toIntExact(millis));
      return told != null && told.length > 0;
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof SQLException failure
          ? failure
          : new SQLException("listening failed", e);
    } catch (IllegalAccessException e) {
      throw new SQLException("listening failed", e);
    }
  }

  /** The number of the newest change. */
  long newest() throws SQLException {
    return session.first(sql.newest, Session.Binding.NONE, Row::number).orElse(0L);
  }

  /** Gives the connection back without a channel. */
  @Override
  public void close() {
    try (connection) {
      session.execute("UNLISTEN *");
      if (!autoCommitBefore) {
        connection.setAutoCommit(false);
      }
      connection.setNetworkTimeout(Runnable::run, answerMillisBefore);
    } catch (SQLException | RuntimeException e) {
      LOG.debug("a connection that listened could not be given back as it was", e);
    }
  }

  /** Cuts the connection, whoever is reading it. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      LOG.debug("a connection that listened could not be cut", e);
    }
  }

  /** Opens such connections. Thread-safe. */
  record Source(DataSource dataSource, Dialect dialect, Sql sql, String listen) {

    Notifications open() throws SQLException {
      Connection connection = dataSource.getConnection();
      try {
        return new Notifications(connection, dialect, sql, listen);
      } catch (SQLException | RuntimeException e) {
        try (connection) {
          throw e;
        }
      }
    }
  }
}
