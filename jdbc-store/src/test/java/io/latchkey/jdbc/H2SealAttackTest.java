package io.latchkey.jdbc;

/** An intruder in an H2 database. */
class H2SealAttackTest extends SealAttacks {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }
}
