package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** H2, in memory or in a file, embedded or as a server. */
final class H2Dialect extends Dialect {

  private static final int LOCK_TIMEOUT = 50200;
  private static final int CONCURRENT_UPDATE = 90131;
  private static final int TABLE_NOT_FOUND = 42102;
  private static final int TABLE_NOT_FOUND_WITH_CANDIDATES = 42103;
  private static final int TABLE_NOT_FOUND_DATABASE_EMPTY = 42104;

  /** The build of 2.4.240. */
  private static final String KEEPING_BUILD = "240";

  private static final int MOST_LIMITS = 1 << 30;

  private static final String SETTING =
      "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = ?";

  private static final String IGNORES_CASE =
      "SELECT CASE WHEN CAST('a' AS VARCHAR) = CAST('A' AS VARCHAR) THEN 1 ELSE 0 END + COUNT(*)"
          + " FROM INFORMATION_SCHEMA.COLUMNS"
          + " WHERE UPPER(TABLE_SCHEMA) = UPPER(COALESCE(?, CURRENT_SCHEMA))"
          + " AND UPPER(TABLE_NAME) = UPPER(?) AND UPPER(DATA_TYPE) = 'VARCHAR_IGNORECASE'";

  private static final MinimumVersion OLDEST = new MinimumVersion("H2", 2, 3);

  private final AtomicInteger queries = new AtomicInteger();

  @Override
  String folder() {
    return "h2";
  }

  @Override
  String contains(String column) {
    return "POSITION(? IN " + column + ") > 0";
  }

  /** H2 holds a whole result in memory or copies it to a file, so it is read in pages. */
  @Override
  boolean streams() {
    return false;
  }

  /**
   * H2 writes its tables to the file one after the other while other threads change them. What was
   * seen after kills was a part of a transaction, and a commit that had returned and was not there.
   */
  @Override
  boolean writesOneByOne() {
    return true;
  }

  /**
   * H2 keeps the last result of a statement and gives it again while nothing has changed, but it
   * notes a change table by table and only after the commit can be seen: a reader would get the
   * feed's new number and then the keys as they were before. Only under the limit on rows that it
   * was found with is a result given again, so every query has another one, which none reaches.
   */
  @Override
  void lookAgain(PreparedStatement query) throws SQLException {
    query.setMaxRows(Integer.MAX_VALUE - Math.floorMod(queries.getAndIncrement(), MOST_LIMITS));
  }

  @Override
  boolean contention(SQLException e) {
    return super.contention(e)
        || e.getErrorCode() == LOCK_TIMEOUT
        || e.getErrorCode() == CONCURRENT_UPDATE;
  }

  @Override
  boolean missingTable(SQLException e) {
    return e.getErrorCode() == TABLE_NOT_FOUND
        || e.getErrorCode() == TABLE_NOT_FOUND_WITH_CANDIDATES
        || e.getErrorCode() == TABLE_NOT_FOUND_DATABASE_EMPTY;
  }

  @Override
  Optional<String> objection(Session session, Names names) throws SQLException {
    Optional<String> tooOld =
        OLDEST.objection(
            session.first("SELECT H2VERSION()", Session.Binding.NONE, Row::text).orElse(""));
    if (tooOld.isPresent()) {
      return tooOld;
    }
    String collation = setting(session, "COLLATION").orElse("OFF");
    if (!collation.equals("OFF")) {
      return Optional.of(
          "The H2 database has the collation "
              + collation
              + ", under which different ids are equal: make one without SET COLLATION.");
    }
    if (ignoresCase(session, names)) {
      return Optional.of(
          "The H2 database ignores the case of text (IGNORECASE=TRUE), so different ids are equal:"
              + " make the tables in one without that setting.");
    }
    return losesEmptyText(session)
        ? Optional.of(
            "The H2 database takes empty text for NULL, as its MODE=Oracle does: use another mode.")
        : Optional.empty();
  }

  /** Whether text made now does, or the ids in tables made earlier do. */
  private static boolean ignoresCase(Session session, Names names) throws SQLException {
    return session
        .first(
            IGNORES_CASE,
            params -> params.text(names.schema()).text(names.prefix() + "keys"),
            row -> row.count() > 0)
        .orElse(false);
  }

  private static boolean losesEmptyText(Session session) throws SQLException {
    return session
        .first(
            "SELECT CAST(? AS VARCHAR)", params -> params.text(""), row -> row.textOrNull() == null)
        .orElse(true);
  }

  @Override
  Optional<String> delayedDurability(Session session) throws SQLException {
    boolean isFile =
        session
            .first("SELECT DATABASE_PATH()", Session.Binding.NONE, row -> row.textOrNull() != null)
            .orElse(false);
    if (!isFile) {
      return Optional.empty();
    }
    String delay = setting(session, "WRITE_DELAY").orElse("0");
    if (!delay.equals("0")) {
      return Optional.of(
          "The H2 file is written "
              + delay
              + " ms after a commit has returned, so a crash loses keys and revocations: append"
              + " ;WRITE_DELAY=0 to its URL, or say allowDelayedDurability().");
    }
    String build = setting(session, "info.BUILD_ID").orElse("unknown");
    return forgetful(build, setting(session, "info.VERSION").orElse("of an unknown version"));
  }

  /** What is wrong with the release of H2 that writes the file. */
  static Optional<String> forgetful(String build, String version) {
    return build.equals(KEEPING_BUILD)
        ? Optional.empty()
        : Optional.of(
            "The file is written by H2 "
                + version
                + ", which loses commits that have returned when its process is killed (seen: 2.5.252,"
                + " once in 15 kills) or closes (2.3.232). Use com.h2database:h2:2.4.240, which"
                + " stood such kills where nobody else wrote, or say allowDelayedDurability().");
  }

  private static Optional<String> setting(Session session, String name) throws SQLException {
    return session.first(SETTING, params -> params.text(name), Row::text);
  }

  @Override
  Transaction transaction(Connection connection) {
    return new LeveledTransaction(connection);
  }

  /** Asking for the level costs nothing where the database is in this process. */
  private static final class LeveledTransaction extends Transaction {

    private int levelBefore = Connection.TRANSACTION_READ_COMMITTED;

    LeveledTransaction(Connection connection) {
      super(connection);
    }

    @Override
    void isolate() throws SQLException {
      levelBefore = connection.getTransactionIsolation();
      if (levelBefore != Connection.TRANSACTION_READ_COMMITTED) {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    }

    @Override
    void restore() throws SQLException {
      try {
        super.restore();
      } finally {
        if (levelBefore != Connection.TRANSACTION_READ_COMMITTED) {
          connection.setTransactionIsolation(levelBefore);
        }
      }
    }
  }
}
