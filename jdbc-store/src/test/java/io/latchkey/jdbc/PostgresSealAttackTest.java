package io.latchkey.jdbc;

/** An intruder in a PostgreSQL database. */
class PostgresSealAttackTest extends SealAttacks {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }
}
