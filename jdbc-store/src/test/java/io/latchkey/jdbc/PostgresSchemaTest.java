package io.latchkey.jdbc;

/** The rules of {@link SchemaRules} on PostgreSQL. */
class PostgresSchemaTest extends SchemaRules {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }
}
