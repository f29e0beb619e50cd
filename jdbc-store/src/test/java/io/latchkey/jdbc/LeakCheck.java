package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * A data source that remembers every connection, statement and result set that was opened and not
 * closed, and how the connections must come back.
 */
final class LeakCheck extends WrappedDataSource {

  private final Map<Object, Throwable> open = new ConcurrentHashMap<>();
  private final Map<String, Throwable> faults = new ConcurrentHashMap<>();

  LeakCheck(DataSource target) {
    super(target);
  }

  /** Fails if anything is open, or came back another way than it went out. */
  void assertNothingIsOpen() {
    assertThat(open.values()).as("opened here and never closed").isEmpty();
    assertThat(faults).as("given back in another state").isEmpty();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = target.getConnection();
    return (Connection) watched(connection, Connection.class, new Before(connection));
  }

  private Object watched(Object opened, Class<?> type, Before before) {
    open.put(opened, new Throwable(type.getSimpleName()));
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("close") || method.getName().equals("abort")) {
            open.remove(opened);
            if (before != null) {
              before.compare((Connection) opened);
            }
          }
          return watchedIfOpened(call(opened, method, arguments), method);
        };
    return Proxy.newProxyInstance(LeakCheck.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private Object watchedIfOpened(Object result, Method method) {
    if (result instanceof Statement) {
      return watched(result, method.getReturnType(), null);
    }
    return result instanceof ResultSet && method.getName().equals("executeQuery")
        ? watched(result, ResultSet.class, null)
        : result;
  }

  /** How a connection was when it was handed out. */
  private final class Before {

    private final boolean autoCommit;

    Before(Connection connection) throws SQLException {
      autoCommit = connection.getAutoCommit();
    }

    void compare(Connection connection) {
      try {
        if (!connection.isClosed() && connection.getAutoCommit() != autoCommit) {
          faults.put("autoCommit", new Throwable());
        }
      } catch (SQLException e) {
        faults.put("broken", e);
      }
    }
  }
}
