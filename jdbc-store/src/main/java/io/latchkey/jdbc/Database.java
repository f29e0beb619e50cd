package io.latchkey.jdbc;

/**
 * A database product that the store keeps its contract on. May grow.
 *
 * @since 1.0
 */
public enum Database {

  /** H2, in memory or in a file. */
  H2(new H2Dialect()),

  /** PostgreSQL. */
  POSTGRESQL(new PostgresDialect()),

  /** MariaDB. */
  MARIADB(new MariaDbDialect()),

  /** MySQL. */
  MYSQL(new MySqlDialect()),

  /** SQLite, in a file. */
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
