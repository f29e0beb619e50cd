package io.latchkey.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@link ConnectionRules} on SQLite. */
class SqliteConnectionTest extends ConnectionRules {

  @TempDir Path directory;

  @Override
  TestDatabase database() {
    return new SqliteFile(directory, "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
  }

  /** SQLite knows one level that concerns committed rows. */
  @Override
  boolean hasLevel(int level) {
    return level == java.sql.Connection.TRANSACTION_SERIALIZABLE;
  }
}
