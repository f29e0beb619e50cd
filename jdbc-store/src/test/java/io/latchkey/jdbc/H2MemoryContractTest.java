package io.latchkey.jdbc;

/** The contract on H2 in memory. */
class H2MemoryContractTest extends JdbcContract {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }
}
