package io.latchkey.jdbc;

import javax.sql.DataSource;

/** Where the tables of one store lie, and how to get there. */
abstract class Space implements AutoCloseable {

  private final String prefix;

  Space(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  /** Connections to the database. */
  abstract DataSource dataSource();

  /** Settings that lead here; tests that are about settings add their own. */
  JdbcKeyStore.Builder builder(DataSource dataSource) {
    return JdbcKeyStore.builder(dataSource).tablePrefix(prefix);
  }

  /** Drops every connection, as the end of a process does; the tables stay. */
  void restart() {}

  /** Leaves the tables, as they were made, to whoever wants empty ones. */
  void leave() {}

  @Override
  public void close() {}
}
