package io.latchkey.jdbc;

import io.latchkey.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What MySQL and MariaDB have in common. */
abstract class MySqlFamily extends Dialect {

  private static final int DUPLICATE_ENTRY = 1062;
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK = 1213;
  private static final int RECORD_CHANGED = 1020;
  private static final int NO_SUCH_TABLE = 1146;

  /** Refusals of values that the server may quote: out of range, too long, null, check. */
  private static final Set<Integer> REFUSED = Set.of(1048, 1264, 1366, 1406, 3819, 4025);

  private static final int MIGRATION_SECONDS = 600;

  @Override
  final boolean idsAreBytes() {
    return true;
  }

  @Override
  final String contains(String column) {
    return "LOCATE(?, " + column + ") > 0";
  }

  /** Newer servers of MariaDB know more values than on and off. */
  @Override
  final String isReplica() {
    return "CASE WHEN CAST(@@read_only AS CHAR) IN ('0', 'OFF') THEN 0 ELSE 1 END";
  }

  /**
   * MariaDB's driver streams with any fetch size; MySQL's by this one value alone, and holds
   * everything in memory with any other.
   */
  @Override
  final int fetchSize(Connection connection) throws SQLException {
    boolean mariaDbDriver = connection.getMetaData().getDriverName().contains("MariaDB");
    return mariaDbDriver ? super.fetchSize(connection) : Integer.MIN_VALUE;
  }

  @Override
  final boolean duplicate(SQLException e) {
    return e.getErrorCode() == DUPLICATE_ENTRY;
  }

  @Override
  final boolean contention(SQLException e) {
    return super.contention(e)
        || e.getErrorCode() == LOCK_WAIT_TIMEOUT
        || e.getErrorCode() == DEADLOCK
        || e.getErrorCode() == RECORD_CHANGED;
  }

  @Override
  final boolean missingTable(SQLException e) {
    return e.getErrorCode() == NO_SUCH_TABLE;
  }

  @Override
  final boolean refusedRow(SQLException e) {
    return super.refusedRow(e) || REFUSED.contains(e.getErrorCode());
  }

  /** The oldest server that the scripts are written for. */
  abstract MinimumVersion oldest();

  @Override
  final Optional<String> objection(Session session, Names names) throws SQLException {
    return oldest()
        .objection(session.first("SELECT VERSION()", Session.Binding.NONE, Row::text).orElse(""));
  }

  @Override
  final Optional<String> delayedDurability(Session session) throws SQLException {
    String flush =
        session
            .first(
                "SELECT @@innodb_flush_log_at_trx_commit",
                Session.Binding.NONE,
                row -> Long.toString(row.number()))
            .orElse("");
    return flush.equals("1")
        ? Optional.empty()
        : Optional.of(
            "The server has innodb_flush_log_at_trx_commit = "
                + flush
                + ", so a crash loses commits that have returned: set it to 1, or say"
                + " allowDelayedDurability().");
  }

  /** Under SERIALIZABLE every query of a transaction locks what it reads. */
  @Override
  final OptionalInt levelNotToReadAt(Connection connection) throws SQLException {
    int level = connection.getTransactionIsolation();
    boolean locks = level == Connection.TRANSACTION_SERIALIZABLE && !connection.getAutoCommit();
    return locks || level == Connection.TRANSACTION_READ_UNCOMMITTED
        ? OptionalInt.of(level)
        : OptionalInt.empty();
  }

  @Override
  final Transaction transaction(Connection connection) {
    return new StatedTransaction(connection);
  }

  @Override
  final void lockMigrations(Session session, Names names) throws SQLException {
    long locked =
        session
            .first(
                "SELECT GET_LOCK(?, ?)",
                params -> params.text(lock(names)).count(MIGRATION_SECONDS),
                Row::number)
            .orElse(0L);
    if (locked != 1) {
      throw new StoreException(
          StoreException.Kind.CONTENTION, "another migration did not come to an end", null);
    }
  }

  @Override
  final void unlockMigrations(Session session, Names names) throws SQLException {
    session.list("SELECT RELEASE_LOCK(?)", params -> params.text(lock(names)), row -> true);
  }

  private static String lock(Names names) {
    return "latchkey:" + Integer.toHexString(names.table("schema").hashCode());
  }
}
