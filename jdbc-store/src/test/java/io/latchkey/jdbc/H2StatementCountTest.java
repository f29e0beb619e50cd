package io.latchkey.jdbc;

import java.util.Map;

/** The statements of each operation on H2. */
class H2StatementCountTest extends StatementCountTest {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }

  @Override
  Map<String, Integer> expected() {
    return counts(13, 11, 15, 11, 11, 11, 2, 2, 2, 2, 1, 5, 4);
  }
}
