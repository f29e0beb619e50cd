package io.latchkey.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@link ConnectionRules} on SQLite. */
class SqliteConnectionTest extends ConnectionRules {

  @TempDir Path directory;

  @Override
  TestDatabase database() {
    return new SqliteFile(directory, "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
  }

  /** SQLite knows two levels, of which the lower one concerns connections that share a cache. */
  @Override
  boolean hasLevel(int level) {
    return level == Connection.TRANSACTION_SERIALIZABLE
        || level == Connection.TRANSACTION_READ_UNCOMMITTED;
  }
}
