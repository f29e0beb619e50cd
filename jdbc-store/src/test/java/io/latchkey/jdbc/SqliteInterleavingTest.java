package io.latchkey.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@link InterleavingRules} on SQLite. */
class SqliteInterleavingTest extends InterleavingRules {

  @TempDir Path directory;

  @Override
  TestDatabase database() {
    return new SqliteFile(directory, "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
  }

  @Override
  boolean locksRows() {
    return false;
  }

  /** All of them wait for one lock, by trying again and again. */
  @Override
  int dawdlers() {
    return 40;
  }
}
