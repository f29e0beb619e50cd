package io.latchkey.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * A data source that writes down which statements are run, and with which parameters. A batch is
 * one statement, with the parameters of its first row; so is a commit.
 */
final class StatementLog extends WrappedDataSource {

  private final List<Run> runs = Collections.synchronizedList(new ArrayList<>());

  StatementLog(DataSource target) {
    super(target);
  }

  /** What was run since the last call of this. */
  List<Run> take() {
    synchronized (runs) {
      List<Run> taken = List.copyOf(runs);
      runs.clear();
      return taken;
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = target.getConnection();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "commit" -> runs.add(new Run("COMMIT", List.of()));
            case "prepareStatement" -> {
              Object prepared = call(connection, method, arguments);
              return proxy(PreparedStatement.class, new Logged(prepared, (String) arguments[0]));
            }
            case "createStatement" -> {
              return proxy(Statement.class, new Logged(call(connection, method, arguments), ""));
            }
            default -> {
              // Goes through.
            }
          }
          return call(connection, method, arguments);
        };
    return (Connection) proxy(Connection.class, handler);
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(
        StatementLog.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /** A statement under way. */
  private final class Logged implements InvocationHandler {

    private final Object statement;
    private final String prepared;
    private final SortedMap<Integer, Setting> settings = new TreeMap<>();
    private List<Setting> firstOfBatch = List.of();

    Logged(Object statement, String prepared) {
      this.statement = statement;
      this.prepared = prepared;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      String name = method.getName();
      if (name.equals("executeBatch")) {
        runs.add(new Run(prepared, firstOfBatch));
      } else if (name.startsWith("execute")) {
        String sql = prepared.isEmpty() ? (String) arguments[0] : prepared;
        runs.add(new Run(sql, List.copyOf(settings.values())));
      } else if (name.equals("addBatch") && firstOfBatch.isEmpty()) {
        firstOfBatch = List.copyOf(settings.values());
      } else if (name.startsWith("set") && arguments.length > 1) {
        settings.put((Integer) arguments[0], new Setting(method, Arrays.asList(arguments.clone())));
      }
      return call(statement, method, arguments);
    }
  }

  /** A parameter, as it was set. */
  record Setting(Method method, List<Object> arguments) {

    void apply(PreparedStatement statement) throws SQLException {
      try {
        var unused = call(statement, method, arguments.toArray());
      } catch (SQLException | RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A statement that was run. */
  record Run(String sql, List<Setting> settings) {

    /** Whether it looks for rows. */
    boolean searches() {
      return sql.startsWith("SELECT") || sql.startsWith("UPDATE") || sql.startsWith("DELETE");
    }

    /** The same statement with words in front, and the same parameters. */
    PreparedStatement again(Connection connection, String prefix) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(prefix + sql);
      for (Setting setting : settings) {
        setting.apply(statement);
      }
      return statement;
    }
  }
}
