package io.latchkey.jdbc;

/** The rules of {@link SchemaRules} on H2 in memory. */
class H2SchemaTest extends SchemaRules {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }
}
