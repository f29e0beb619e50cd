package io.latchkey.memory;

import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Management and verification together, store and index through the public API: whatever runs at
 * once, each answer is one that a single thread could have been given in some order. Compared with
 * {@link KeyModel}, which shares no code with what is tested.
 *
 * <p>By stress alone: the model checker, which {@link MemoryKeyStoreLincheckTest} uses on the
 * store, does not get through a call as long as these.
 */
final class LatchkeyLincheckTest {

  @Test
  void keys_underStress_areLinearizable() {
    new StressOptions()
        .iterations(15)
        .invocationsPerIteration(400)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .sequentialSpecification(KeyModel.class)
        .check(KeyCalls.class);
  }
}
