package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
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

  /** An open transaction that has written keeps every other writer out. */
  @Override
  boolean stages() {
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

  /** The driver's own transactions begin without a lock, so this one is begun by hand. */
  private static final class ImmediateTransaction extends Transaction {

    private boolean autoCommitBefore = true;

    ImmediateTransaction(Connection connection) {
      super(connection);
    }

    @Override
    void begin() throws SQLException {
      autoCommitBefore = connection.getAutoCommit();
      if (!autoCommitBefore) {
        connection.setAutoCommit(true);
      }
      execute("BEGIN IMMEDIATE");
    }

    @Override
    void commit() throws SQLException {
      execute("COMMIT");
    }

    @Override
    void rollback() throws SQLException {
      execute("ROLLBACK");
    }

    @Override
    void restore() throws SQLException {
      if (!autoCommitBefore) {
        connection.setAutoCommit(false);
      }
    }
  }
}
