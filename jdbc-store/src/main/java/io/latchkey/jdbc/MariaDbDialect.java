package io.latchkey.jdbc;

/** MariaDB. */
final class MariaDbDialect extends MySqlFamily {

  @Override
  String folder() {
    return "mariadb";
  }
}
