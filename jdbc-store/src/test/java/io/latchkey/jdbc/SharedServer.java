package io.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A server that the first test which wants it starts, and that all tests of this JVM share. One
 * that could not be started is not tried again.
 */
abstract class SharedServer extends TestDatabase {

  private static final int CONNECTIONS = 24;

  /** Empties the tables of a store; those that others refer to come last. */
  private static final List<String> EMPTY =
      List.of(
          "DELETE FROM %1$suses",
          "DELETE FROM %1$skeys",
          "DELETE FROM %1$sstaged",
          "DELETE FROM %1$spartners",
          "DELETE FROM %1$saccounts",
          "DELETE FROM %1$srequests",
          "DELETE FROM %1$sevents",
          "DELETE FROM %1$schains",
          "DELETE FROM %1$schanges",
          "UPDATE %1$sfeed SET newest = 0, low_water = 0, epoch = '%2$s'");

  private final Queue<String> left = new ConcurrentLinkedQueue<>();
  private final AtomicInteger made = new AtomicInteger();
  private String url;
  private RuntimeException failure;
  private HikariDataSource pool;

  /** Starts the server and says how to connect. */
  abstract String start() throws IOException;

  @Override
  Space space() {
    return new SharedSpace("t" + made.incrementAndGet() + "_");
  }

  /** Making ten tables takes longer than most cases: those of a case that ended are used again. */
  @Override
  Space emptySpace() {
    String prefix = left.poll();
    if (prefix == null) {
      return space();
    }
    try (Connection connection = pool().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : EMPTY) {
        statement.execute(sql.formatted(prefix, UUID.randomUUID()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of a case can't be emptied", e);
    }
    return new SharedSpace(prefix);
  }

  /** A pool of connections that all tests share. */
  final synchronized HikariDataSource pool() {
    if (pool == null) {
      pool = pool(url(), CONNECTIONS);
    }
    return pool;
  }

  /** Where connections go. */
  final synchronized String url() {
    if (failure != null) {
      throw failure;
    }
    if (url == null) {
      try {
        url = start();
      } catch (IOException e) {
        failure = new UncheckedIOException("the server can't be started", e);
        throw failure;
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
    return url;
  }

  /** Tables of one prefix in the shared server. */
  private final class SharedSpace extends Space {

    private final HikariDataSource shared = pool();

    SharedSpace(String prefix) {
      super(prefix);
    }

    @Override
    DataSource dataSource() {
      return shared;
    }

    @Override
    void leave() {
      left.add(prefix());
    }
  }
}
