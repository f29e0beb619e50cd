package io.latchkey.jdbc;

import io.latchkey.architecture.ApiSnapshot;
import org.junit.jupiter.api.Test;

/** The exported API of the JDBC store is the one that is committed. */
class JdbcApiSnapshotTest {

  @Test
  void api_isTheCommittedOne() {
    ApiSnapshot.check("latchkey-jdbc-store", JdbcKeyStore.class);
  }
}
