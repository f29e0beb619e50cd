package io.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;

/** A database that tests run against: a server shared by all tests of this JVM, or a file. */
abstract class TestDatabase {

  /** A place for the tables of one store, apart from all others. */
  abstract Space space();

  /** A place that may have been another store's, and holds nothing. */
  Space emptySpace() {
    return space();
  }

  /** A pool of connections as a host would have it. */
  static HikariDataSource pool(String url, int size) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(60_000);
    return pool;
  }
}
