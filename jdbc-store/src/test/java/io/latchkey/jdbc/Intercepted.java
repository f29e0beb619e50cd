package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;

/** A data source at which a test can make happen what it wants, before and after a commit. */
final class Intercepted extends WrappedDataSource {

  private volatile Hook beforeConnection = () -> {};
  private volatile Hook beforeStatement = () -> {};
  private volatile String fragment = "";
  private volatile Hook beforeFragment = () -> {};
  private volatile Hook beforeCommit = () -> {};
  private volatile Hook afterCommit = () -> {};
  private volatile Hook beforeRollback = () -> {};
  private volatile boolean batchesAreSilent;

  Intercepted(DataSource target) {
    super(target);
  }

  @CanIgnoreReturnValue
  Intercepted beforeConnection(Hook hook) {
    beforeConnection = hook;
    return this;
  }

  @CanIgnoreReturnValue
  Intercepted beforeStatement(Hook hook) {
    beforeStatement = hook;
    return this;
  }

  /** Before statements with a text in them are prepared. */
  @CanIgnoreReturnValue
  Intercepted before(String text, Hook hook) {
    beforeFragment = hook;
    fragment = text;
    return this;
  }

  @CanIgnoreReturnValue
  Intercepted beforeCommit(Hook hook) {
    beforeCommit = hook;
    return this;
  }

  /** After the database has committed, before the caller learns of it. */
  @CanIgnoreReturnValue
  Intercepted afterCommit(Hook hook) {
    afterCommit = hook;
    return this;
  }

  @CanIgnoreReturnValue
  Intercepted beforeRollback(Hook hook) {
    beforeRollback = hook;
    return this;
  }

  /** Batches answer without numbers, as drivers do that rewrite them. */
  @CanIgnoreReturnValue
  Intercepted silentBatches() {
    batchesAreSilent = true;
    return this;
  }

  @Override
  public Connection getConnection() throws SQLException {
    beforeConnection.run();
    Connection connection = target.getConnection();
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "commit" -> committed(() -> call(connection, method, arguments));
              case "rollback" -> {
                beforeRollback.run();
                yield call(connection, method, arguments);
              }
              case "prepareStatement" -> {
                if (!fragment.isEmpty() && arguments[0].toString().contains(fragment)) {
                  beforeFragment.run();
                }
                yield intercepted(call(connection, method, arguments), PreparedStatement.class);
              }
              case "createStatement" ->
                  intercepted(call(connection, method, arguments), Statement.class);
              default -> call(connection, method, arguments);
            };
    return (Connection) proxy(Connection.class, handler);
  }

  private Object intercepted(Object statement, Class<?> type) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (!method.getName().startsWith("execute")) {
            return call(statement, method, arguments);
          }
          if (arguments != null && "COMMIT".equals(arguments[0])) {
            return committed(() -> call(statement, method, arguments));
          }
          beforeStatement.run();
          Object answer = call(statement, method, arguments);
          if (batchesAreSilent && answer instanceof int[] counts) {
            Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
          }
          return answer;
        };
    return proxy(type, handler);
  }

  private Object committed(Call commit) throws Throwable {
    beforeCommit.run();
    Object answer = commit.run();
    afterCommit.run();
    return answer;
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(
        Intercepted.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /** What happens at a point. */
  @FunctionalInterface
  interface Hook {
    void run() throws SQLException;
  }

  /** A call that goes through. */
  @FunctionalInterface
  private interface Call {
    Object run() throws Throwable;
  }
}
