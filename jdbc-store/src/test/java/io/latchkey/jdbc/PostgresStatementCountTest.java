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
    return counts(13, 11, 15, 11, 11, 11, 2, 2, 2, 2, 1, 6, 6);
  }
}
