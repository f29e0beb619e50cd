package io.latchkey.jdbc;

import org.junit.jupiter.api.Tag;

/** The rules of {@link SchemaRules} on MySQL. */
@Tag("databases")
class MySqlSchemaTest extends SchemaRules {

  @Override
  TestDatabase database() {
    return MySql.SHARED;
  }

  /** Checks are read by MySQL from 8.0.3 on and enforced from 8.0.16 on; this one is 8.0.15. */
  @Override
  boolean checks() {
    return false;
  }
}
