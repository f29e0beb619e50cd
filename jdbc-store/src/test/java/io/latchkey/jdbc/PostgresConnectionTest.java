package io.latchkey.jdbc;

/** The rules of {@link ConnectionRules} on PostgreSQL. */
class PostgresConnectionTest extends ConnectionRules {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }
}
