package io.latchkey.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@link SchemaRules} on SQLite. */
class SqliteSchemaTest extends SchemaRules {

  @TempDir Path directory;

  @Override
  TestDatabase database() {
    return new SqliteFile(directory, "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
  }

  /** SQLite has no schemas. */
  @Override
  JdbcKeyStore.Builder inAnotherSchema() {
    return JdbcKeyStore.builder(connections).tablePrefix(space.prefix() + "o_");
  }
}
