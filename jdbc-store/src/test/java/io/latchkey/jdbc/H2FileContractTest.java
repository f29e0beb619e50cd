package io.latchkey.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on an H2 file. */
class H2FileContractTest extends JdbcContract {

  @TempDir Path directory;

  @Override
  TestDatabase database() {
    return new H2File(directory);
  }
}
