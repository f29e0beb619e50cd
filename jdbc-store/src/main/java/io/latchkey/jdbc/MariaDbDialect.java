package io.latchkey.jdbc;

/** MariaDB. */
final class MariaDbDialect extends MySqlFamily {

  @Override
  String folder() {
    return "mariadb";
  }

  @Override
  MinimumVersion oldest() {
    return new MinimumVersion("MariaDB", 10, 6);
  }
}
