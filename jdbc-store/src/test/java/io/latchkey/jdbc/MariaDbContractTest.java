package io.latchkey.jdbc;

/** The contract on MariaDB. */
class MariaDbContractTest extends JdbcContract {

  @Override
  TestDatabase database() {
    return MariaDb.SHARED;
  }
}
