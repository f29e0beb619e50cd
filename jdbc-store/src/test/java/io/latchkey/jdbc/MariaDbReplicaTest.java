package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import org.junit.jupiter.api.Test;

/** A server that only repeats what another one wrote says so by being read-only. */
class MariaDbReplicaTest extends JdbcRules {

  @Override
  TestDatabase database() {
    return MariaDb.SHARED;
  }

  @Test
  void server_thatIsReadOnly_isRefusedAtTheStartAndCountsForNothingLater() {
    JdbcKeyStore store = store();
    try {
      execute("SET GLOBAL read_only = 1");

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.changes(0, 1))
          .matches(e -> e.kind() == Kind.UNAVAILABLE)
          .withMessageContaining("primary");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> space.builder(connections).create())
          .withMessageContaining("primary");
    } finally {
      execute("SET GLOBAL read_only = 0");
    }
    assertThat(store.changes(0, 1).position().number()).isZero();
  }
}
