package io.latchkey.jdbc;

/**
 * A database product that the store keeps its contract on. May grow.
 *
 * @since 1.0
 */
public enum Database {

  /** H2 2.3 or newer, in memory or in a file. */
  H2(new H2Dialect()),

  /** PostgreSQL 13 or newer. */
  POSTGRESQL(new PostgresDialect()),

  /** MariaDB 10.6 or newer. */
  MARIADB(new MariaDbDialect()),

  /**
   * MySQL 8.0 or newer. Before 8.0.16 it does not enforce the checks of the tables, which catch
   * what others write by hand; the store itself does not rely on them.
   */
  MYSQL(new MySqlDialect()),

  /** SQLite 3.37 or newer, in a file. */
  SQLITE(new SqliteDialect());

  @SuppressWarnings("ImmutableEnumChecker") // no state but a counter, which may start anywhere
  private final Dialect dialect;

  Database(Dialect dialect) {
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }
}
