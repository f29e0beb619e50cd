package io.latchkey.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contract.Records;
import io.latchkey.spi.StagedKey;
import org.junit.jupiter.api.Test;

/** What stands for a host's transaction ends once. */
class MemoryTransactionTest {

  private final MemoryKeyStore store = new MemoryKeyStore();
  private final StagedKey staged = new StagedKey(Records.key("k1"), "create");

  @Test
  void transaction_closedAfterItsCommit_keepsWhatItCommitted() {
    try (MemoryTransaction transaction = store.begin()) {
      transaction.stage(staged);
      transaction.commit();
    }

    assertThat(store.staged("", 10)).containsExactly(staged);
  }

  @Test
  void transaction_ended_takesNothingMore() {
    MemoryTransaction committed = store.begin();
    committed.commit();
    MemoryTransaction rolledBack = store.begin();
    rolledBack.stage(staged);
    rolledBack.close();
    rolledBack.close();

    assertThatThrownBy(() -> committed.stage(staged)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(rolledBack::commit).isInstanceOf(IllegalStateException.class);
    assertThat(store.staged("", 10)).isEmpty();
  }

  @Test
  void list_withoutLimit_isAMistake() {
    assertThatThrownBy(() -> store.staged("", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be positive: 0");
  }
}
