package io.latchkey.jdbc;

import org.junit.jupiter.api.Tag;

/** The rules of {@link InterleavingRules} on MySQL. */
@Tag("databases")
class MySqlInterleavingTest extends InterleavingRules {

  @Override
  TestDatabase database() {
    return MySql.SHARED;
  }
}
