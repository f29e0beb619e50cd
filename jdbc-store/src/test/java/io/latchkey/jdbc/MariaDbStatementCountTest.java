package io.latchkey.jdbc;

import java.util.Map;

/** The statements of each operation on MariaDB. */
class MariaDbStatementCountTest extends StatementCountTest {

  @Override
  TestDatabase database() {
    return MariaDb.SHARED;
  }

  @Override
  Map<String, Integer> expected() {
    return counts(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 1, 5, 6);
  }
}
