package io.latchkey.jdbc;

/** The rules of {@link InterleavingRules} on PostgreSQL. */
class PostgresInterleavingTest extends InterleavingRules {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }
}
