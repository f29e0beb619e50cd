package io.latchkey.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on an SQLite file with a write-ahead log. */
class SqliteContractTest extends JdbcContract {

  @TempDir Path directory;

  @Override
  TestDatabase database() {
    return new SqliteFile(directory, "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
  }
}
