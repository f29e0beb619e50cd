package io.latchkey.jdbc;

import org.junit.jupiter.api.Tag;

/** The rules of {@link ConnectionRules} on MySQL. */
@Tag("databases")
class MySqlConnectionTest extends ConnectionRules {

  @Override
  TestDatabase database() {
    return MySql.SHARED;
  }
}
