package io.latchkey.architecture;

import io.latchkey.Latchkey;
import org.junit.jupiter.api.Test;

/** The exported API of core is the one that is committed. */
class LatchkeyApiSnapshotTest {

  @Test
  void api_isTheCommittedOne() {
    ApiSnapshot.check("latchkey-core", Latchkey.class);
  }
}
