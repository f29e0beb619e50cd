package io.latchkey.jdbc;

import io.latchkey.spi.StoreException;
import java.sql.SQLException;
import java.util.Optional;

/** The tables: whether they are there and fit, and how they are made. */
final class Schema {

  /** The version that this code was written for: the number of its newest script. */
  static final int CURRENT = 1;

  private static final int ATTEMPTS = 20;

  private final Jdbc jdbc;
  private final Dialect dialect;
  private final Names names;
  private final Sql sql;

  Schema(Jdbc jdbc, Dialect dialect, Names names, Sql sql) {
    this.jdbc = jdbc;
    this.dialect = dialect;
    this.names = names;
    this.sql = sql;
  }

  /** Fails unless this code can read and write what is there. */
  void require() {
    Optional<Version> found = find();
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "Latchkey's tables are missing: there is no " + names.table("schema") + ". " + remedy());
    }
    Version version = found.get();
    if (version.number() < CURRENT) {
      throw new IllegalStateException(
          "Latchkey's tables have version "
              + version.number()
              + ", and this release needs "
              + CURRENT
              + ". "
              + remedy());
    }
    if (version.minimumReader() > CURRENT) {
      throw new IllegalStateException(
          "Latchkey's tables have version "
              + version.number()
              + ", which only releases for version "
              + version.minimumReader()
              + " or above can read; this one was made for "
              + CURRENT
              + ". Run a newer release of latchkey-jdbc-store.");
    }
  }

  private String remedy() {
    return "Run JdbcKeyStore.builder(dataSource).migrate() with the same prefix and schema, or the"
        + " scripts under META-INF/latchkey/schema/"
        + dialect.folder()
        + "/ in the jar of latchkey-jdbc-store, once before the application starts.";
  }

  private Optional<Version> find() {
    return jdbc.read(this::find);
  }

  private Optional<Version> find(Session session) throws SQLException {
    try {
      return session.first(
          sql.schemaVersion, Session.Binding.NONE, row -> new Version(row.count(), row.count()));
    } catch (SQLException e) {
      if (dialect.isMissingTable(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Runs the scripts that are not in the database yet, and says how many these were. */
  int migrate() {
    if (numberOf(find()) >= CURRENT) {
      return 0;
    }
    return dialect.scriptsAreTransactional() ? migrateInOne() : migrateInSteps();
  }

  /** All scripts or none; others wait, and then find nothing to do. */
  private int migrateInOne() {
    return jdbc.write(
        session -> {
          dialect.lockMigrations(session, names);
          session.execute("SAVEPOINT latchkey_look");
          Optional<Version> found = find(session);
          if (found.isEmpty()) {
            session.execute("ROLLBACK TO SAVEPOINT latchkey_look");
          }
          return run(session, numberOf(found));
        });
  }

  /**
   * Each statement is a commit of its own, and may be run again: after a failure half-way, and
   * after colliding with another migration where nothing keeps it out.
   */
  private int migrateInSteps() {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbc.alone(this::runLocked);
      } catch (StoreException e) {
        if (numberOf(find()) >= CURRENT) {
          return 0;
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private int runLocked(Session session) throws SQLException {
    dialect.lockMigrations(session, names);
    try {
      return run(session, numberOf(find(session)));
    } finally {
      dialect.unlockMigrations(session, names);
    }
  }

  private int run(Session session, int from) throws SQLException {
    for (int number = from + 1; number <= CURRENT; number++) {
      for (String statement : Scripts.statements(dialect, names, number)) {
        session.execute(statement);
      }
    }
    return Math.max(0, CURRENT - from);
  }

  private static int numberOf(Optional<Version> version) {
    return version.map(Version::number).orElse(0);
  }

  /** What the database says of itself. */
  private record Version(int number, int minimumReader) {}
}
