package io.latchkey.jdbc;

import java.util.Map;

/** The statements of each operation on PostgreSQL. */
class PostgresStatementCountTest extends StatementCountTest {

  @Override
  TestDatabase database() {
    return Postgres.SHARED;
  }

  @Override
  Map<String, Integer> expected() {
    return counts(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 1, 5, 6);
  }
}
