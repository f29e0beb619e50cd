package io.latchkey.jdbc;

import org.junit.jupiter.api.Tag;

/** The contract on MySQL. */
@Tag("databases")
class MySqlContractTest extends JdbcContract {

  @Override
  TestDatabase database() {
    return MySql.SHARED;
  }
}
