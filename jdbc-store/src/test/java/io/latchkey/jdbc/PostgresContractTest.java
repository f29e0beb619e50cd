package io.latchkey.jdbc;

/** The contract on PostgreSQL, polled and woken. */
class PostgresContractTest extends JdbcContract {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }

  @Override
  JdbcKeyStore.Builder builder(Space space, LeakCheck connections) {
    return space.builder(connections).listenOn(connections);
  }
}
