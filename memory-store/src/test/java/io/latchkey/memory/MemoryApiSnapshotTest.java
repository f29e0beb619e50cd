package io.latchkey.memory;

import io.latchkey.architecture.ApiSnapshot;
import org.junit.jupiter.api.Test;

/** The exported API of the memory store is the one that is committed. */
class MemoryApiSnapshotTest {

  @Test
  void api_isTheCommittedOne() {
    ApiSnapshot.check("latchkey-memory-store", MemoryKeyStore.class);
  }
}
