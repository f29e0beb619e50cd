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
    return counts(14, 12, 16, 12, 12, 12, 2, 2, 2, 2, 1, 6, 6);
  }
}
