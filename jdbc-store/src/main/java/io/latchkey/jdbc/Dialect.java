package io.latchkey.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where databases differ; everything else is the same SQL on all of them. Thread-safe. */
abstract class Dialect {

  private static final String COMPLETION_UNKNOWN = "40003";

  /** The folder of the schema scripts. */
  abstract String folder();

  /**
   * Whether ids lie in columns of bytes, because no collation of this database compares text byte
   * for byte.
   */
  boolean idsAreBytes() {
    return false;
  }

  /** What makes a query lock the rows that it finds. */
  String forUpdate() {
    return " FOR UPDATE";
  }

  /** A condition with one parameter: a column holds a text somewhere. */
  abstract String contains(String column);

  /**
   * Whether the index by creation over all keys is one of {@code created_at + 0}, because it would
   * otherwise be taken for lists that another index is made for.
   */
  boolean createdIndexIsOfSum() {
    return false;
  }

  /**
   * A statement that adds its first parameter to the feed's newest number and returns the sum, or
   * null if that takes two statements.
   */
  @Nullable String moveFeed(Names names) {
    return null;
  }

  /**
   * A statement that writes an idempotency record unless a living one is there, and says by its
   * number of rows whether it did; its last parameter is when the new one was created. Null if that
   * takes two statements.
   */
  @Nullable String takeRequest(String insert, Names names) {
    return null;
  }

  /**
   * An expression that is 0 on a primary, and otherwise 1, because such a database may be behind
   * what was committed.
   */
  String isReplica() {
    return "0";
  }

  /** Whether tables can lie in a named schema. */
  boolean hasSchemas() {
    return true;
  }

  /** Whether a transaction of the host's that stays open keeps nobody waiting. */
  boolean stages() {
    return true;
  }

  /** Whether a result can be streamed; where it can't, all is read in pages. */
  boolean streams() {
    return true;
  }

  /**
   * Whether this process must not have two transactions at once that write, because a crash between
   * them could leave a part of one.
   */
  boolean writesOneByOne() {
    return false;
  }

  /** Has a query look into the tables, where a database would answer with what it found before. */
  void lookAgain(PreparedStatement query) throws SQLException {}

  /** How many rows of a stream to fetch at once. */
  int fetchSize(Connection connection) throws SQLException {
    return 2_000;
  }

  /** A unique key exists already. */
  final boolean isDuplicate(SQLException e) {
    return anyOf(e, this::duplicate);
  }

  /** A deadlock, a serialisation failure or a lock that was not given in time. */
  final boolean isContention(SQLException e) {
    return anyOf(e, this::contention);
  }

  /** A table is not there. */
  final boolean isMissingTable(SQLException e) {
    return anyOf(e, this::missingTable);
  }

  /** The message may hold what was to be written. */
  final boolean mayQuoteRow(SQLException e) {
    return anyOf(e, one -> one instanceof BatchUpdateException || refusedRow(one));
  }

  boolean duplicate(SQLException e) {
    return "23505".equals(e.getSQLState());
  }

  /** Class 40 is of what was rolled back, but for the one state that does not know. */
  boolean contention(SQLException e) {
    return stateClass(e, "40") && !COMPLETION_UNKNOWN.equals(e.getSQLState());
  }

  abstract boolean missingTable(SQLException e);

  boolean refusedRow(SQLException e) {
    return stateClass(e, "22") || stateClass(e, "23");
  }

  /** What is wrong with this database for a store of keys, as a sentence that says what to do. */
  Optional<String> objection(Session session, Names names) throws SQLException {
    return Optional.empty();
  }

  /** Why a commit that returned can be lost in a crash, as a sentence that says what to do. */
  Optional<String> delayedDurability(Session session) throws SQLException {
    return Optional.empty();
  }

  /**
   * The isolation level of a connection if queries at it would see what is not committed, or would
   * keep writers waiting; empty if the connection may be read as it is.
   */
  OptionalInt levelNotToReadAt(Connection connection) throws SQLException {
    int level = connection.getTransactionIsolation();
    return level == Connection.TRANSACTION_READ_UNCOMMITTED
        ? OptionalInt.of(level)
        : OptionalInt.empty();
  }

  /** Prepares a transaction on a connection; nothing happens before it is begun. */
  Transaction transaction(Connection connection) {
    return new Transaction(connection);
  }

  /** Keeps other migrations out until the transaction or the connection ends. */
  void lockMigrations(Session session, Names names) throws SQLException {}

  /** Lets the next migration in. */
  void unlockMigrations(Session session, Names names) throws SQLException {}

  /** Whether a failed schema script leaves nothing behind. */
  boolean scriptsAreTransactional() {
    return false;
  }

  /** How to wait for changes, or null if this database can't wake anybody. */
  @Nullable String listen(Names names) {
    return null;
  }

  static boolean stateClass(SQLException e, String stateClass) {
    return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
  }

  /** Drivers wrap: batches keep the first failure as next exception or as cause. */
  private static boolean anyOf(SQLException e, Predicate<SQLException> condition) {
    SQLException next = e;
    for (int depth = 0; next != null && depth < 10; depth++) {
      if (condition.test(next)) {
        return true;
      }
      Throwable cause = next.getCause();
      SQLException following = next.getNextException();
      next = following != null ? following : cause instanceof SQLException wrapped ? wrapped : null;
    }
    return false;
  }

  /** A transaction at READ COMMITTED that gives its connection back as it was. */
  static class Transaction {

    final Connection connection;
    private boolean autoCommitBefore;
    private boolean begun;
    private boolean holds;

    Transaction(Connection connection) {
      this.connection = connection;
    }

    void begin() throws SQLException {
      autoCommitBefore = connection.getAutoCommit();
      isolate();
      begun = true;
      if (autoCommitBefore) {
        connection.setAutoCommit(false);
      }
      holds = true;
      isolateThis();
    }

    /** Sets the level before the transaction. */
    void isolate() throws SQLException {}

    /** Sets the level of the transaction that begins with the next statement. */
    void isolateThis() throws SQLException {}

    void commit() throws SQLException {
      connection.commit();
    }

    /** Nothing is to be taken back of what did not begin. */
    void rollback() throws SQLException {
      if (holds) {
        connection.rollback();
      }
    }

    void restore() throws SQLException {
      if (begun && autoCommitBefore) {
        connection.setAutoCommit(true);
      }
    }

    final void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** A transaction whose level is set by a statement of its own, so that nothing is to restore. */
  static final class StatedTransaction extends Transaction {

    StatedTransaction(Connection connection) {
      super(connection);
    }

    @Override
    void isolateThis() throws SQLException {
      execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
  }
}
