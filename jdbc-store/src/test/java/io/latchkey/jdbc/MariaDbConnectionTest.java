package io.latchkey.jdbc;

/** The rules of {@link ConnectionRules} on MariaDB. */
class MariaDbConnectionTest extends ConnectionRules {

  @Override
  TestDatabase database() {
    return MariaDb.SHARED;
  }
}
