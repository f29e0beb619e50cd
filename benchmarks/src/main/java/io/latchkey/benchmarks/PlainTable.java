package io.latchkey.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What somebody writes by hand: one table of keys, without audit, feed, limits or conditions, over
 * the same pool.
 */
@State(Scope.Benchmark)
public class PlainTable {

  private static final String INSERT = "INSERT INTO %s VALUES (?, ?, ?, ?, TRUE, ?)";
  private static final String END = "UPDATE %s SET active = FALSE WHERE id = ?";

  /** Which. */
  @Param public BenchDatabase database;

  private HikariDataSource pool;
  private String table;

  /** Makes the table. */
  @Setup(Level.Trial)
  public void make() throws SQLException {
    pool = database.pool();
    table = BenchDatabase.freshPrefix() + "plain";
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + table
              + " (id VARCHAR(40) PRIMARY KEY, account VARCHAR(40) NOT NULL, digest VARCHAR(64) NOT"
              + " NULL, permissions VARCHAR(200) NOT NULL, active BOOLEAN NOT NULL, created_at"
              + " BIGINT NOT NULL)");
    }
  }

  /** Closes the pool. */
  @TearDown(Level.Trial)
  public void close() {
    pool.close();
  }

  /** Inserts a row and gives its id. */
  String insert() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return insert(connection);
    }
  }

  /** Inserts a row and switches another one off, in one transaction. */
  String replace(String original) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      String successor = insert(connection);
      try (PreparedStatement end = connection.prepareStatement(END.formatted(table))) {
        end.setString(1, original);
        if (end.executeUpdate() != 1) {
          throw new IllegalStateException("the original is not there");
        }
      }
      connection.commit();
      return successor;
    }
  }

  private String insert(Connection connection) throws SQLException {
    String id = UUID.randomUUID().toString();
    try (PreparedStatement insert = connection.prepareStatement(INSERT.formatted(table))) {
      insert.setString(1, id);
      insert.setString(2, "account-" + id.charAt(0));
      insert.setString(3, id.repeat(2).substring(0, 64));
      insert.setString(4, "candidates.create,jobs.view");
      insert.setLong(5, System.currentTimeMillis());
      insert.executeUpdate();
    }
    return id;
  }
}
