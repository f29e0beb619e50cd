package io.latchkey.jdbc;

/** MySQL. Before 8.0.16 it reads the checks of the tables and does not enforce them. */
final class MySqlDialect extends MySqlFamily {

  @Override
  String folder() {
    return "mysql";
  }

  @Override
  MinimumVersion oldest() {
    return new MinimumVersion("MySQL", 8, 0);
  }
}
