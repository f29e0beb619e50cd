package io.latchkey.jdbc;

/** The rules of {@link SchemaRules} on MariaDB. */
class MariaDbSchemaTest extends SchemaRules {

  @Override
  TestDatabase database() {
    return MariaDb.SHARED;
  }
}
