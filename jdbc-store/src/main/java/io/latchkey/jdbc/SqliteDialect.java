package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * SQLite in a file. One transaction writes at a time, and takes the lock when it begins: a
 * transaction that first reads and then wants to write can be refused for good.
 */
final class SqliteDialect extends Dialect {

  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int CONSTRAINT = 19;
  private static final long FULL = 2;

  /** The one before lacks strict tables. */
  private static final MinimumVersion OLDEST = new MinimumVersion("SQLite", 3, 37);

  /** An open transaction that has written keeps every other writer out. */
  @Override
  boolean stages() {
    return false;
  }

  @Override
  boolean hasSchemas() {
    return false;
  }

  @Override
  String folder() {
    return "sqlite";
  }

  @Override
  String forUpdate() {
    return "";
  }

  @Override
  String contains(String column) {
    return "INSTR(" + column + ", ?) > 0";
  }

  @Override
  String moveFeed(Names names) {
    return "UPDATE "
        + names.table("feed")
        + " SET newest = newest + ? WHERE id = 1 RETURNING newest";
  }

  @Override
  String takeRequest(String insert, Names names) {
    return insert
        + " ON CONFLICT (account_id, actor_id, operation, idempotency_key) DO UPDATE"
        + " SET fingerprint = EXCLUDED.fingerprint, key_id = EXCLUDED.key_id,"
        + " created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at"
        + " WHERE expires_at <= ?";
  }

  /** An open cursor keeps writers out or the log growing, so all is read in pages. */
  @Override
  boolean streams() {
    return false;
  }

  /** The driver gives no SQL state; its code is the same for every constraint. */
  @Override
  boolean duplicate(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return e.getErrorCode() == CONSTRAINT
        && (message.contains("SQLITE_CONSTRAINT_PRIMARYKEY")
            || message.contains("SQLITE_CONSTRAINT_UNIQUE"));
  }

  @Override
  boolean contention(SQLException e) {
    int primary = e.getErrorCode() & 0xff;
    return primary == BUSY || primary == LOCKED;
  }

  @Override
  boolean missingTable(SQLException e) {
    return String.valueOf(e.getMessage()).contains("no such table");
  }

  @Override
  boolean refusedRow(SQLException e) {
    return e.getErrorCode() == CONSTRAINT;
  }

  @Override
  Optional<String> objection(Session session, Names names) throws SQLException {
    return OLDEST.objection(
        session.first("SELECT sqlite_version()", Session.Binding.NONE, Row::text).orElse(""));
  }

  @Override
  Optional<String> delayedDurability(Session session) throws SQLException {
    long synchronous =
        session.first("PRAGMA synchronous", Session.Binding.NONE, Row::number).orElse(0L);
    return synchronous >= FULL
        ? Optional.empty()
        : Optional.of(
            "SQLite has synchronous below FULL, so a power cut loses commits that have returned:"
                + " set synchronous=FULL, or say allowDelayedDurability().");
  }

  @Override
  Transaction transaction(Connection connection) {
    return new ImmediateTransaction(connection);
  }

  @Override
  boolean scriptsAreTransactional() {
    return true;
  }

  /**
   * The driver's own transactions begin without a lock, so this one is begun by hand; and foreign
   * keys are off unless a connection asks for them, which it can't within a transaction. After a
   * full disk, for one, SQLite has rolled back already.
   */
  private static final class ImmediateTransaction extends Transaction {

    private boolean autoCommitBefore = true;
    private boolean foreignKeysBefore = true;
    private boolean holds;

    ImmediateTransaction(Connection connection) {
      super(connection);
    }

    @Override
    void begin() throws SQLException {
      autoCommitBefore = connection.getAutoCommit();
      if (!autoCommitBefore) {
        connection.setAutoCommit(true);
      }
      foreignKeysBefore = foreignKeys();
      if (!foreignKeysBefore) {
        execute("PRAGMA foreign_keys = ON");
      }
      execute("BEGIN IMMEDIATE");
      holds = true;
    }

    private boolean foreignKeys() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet setting = statement.executeQuery("PRAGMA foreign_keys")) {
        return setting.next() && setting.getInt(1) == 1;
      }
    }

    @Override
    void commit() throws SQLException {
      execute("COMMIT");
    }

    @Override
    void rollback() throws SQLException {
      if (holds) {
        try {
          execute("ROLLBACK");
        } catch (SQLException e) {
          if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
            throw e;
          }
        }
      }
    }

    @Override
    void restore() throws SQLException {
      if (!foreignKeysBefore) {
        execute("PRAGMA foreign_keys = OFF");
      }
      if (!autoCommitBefore) {
        connection.setAutoCommit(false);
      }
    }
  }
}
