package io.latchkey.jdbc;

/** The rules of {@link InterleavingRules} on MariaDB. */
class MariaDbInterleavingTest extends InterleavingRules {

  @Override
  TestDatabase database() {
    return MariaDb.SHARED;
  }
}
