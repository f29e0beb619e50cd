package io.latchkey.jdbc;

/** MySQL. */
final class MySqlDialect extends MySqlFamily {

  @Override
  String folder() {
    return "mysql";
  }
}
