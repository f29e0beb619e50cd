package io.latchkey.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.architecture.ModuleShape;
import org.junit.jupiter.api.Test;

/** The descriptor of the memory store, directive by directive: each change of it is a decision. */
class MemoryModuleShapeTest {

  @Test
  void descriptor_saysThisAndNoMore() {
    assertThat(ModuleShape.of(MemoryKeyStore.class))
        .containsExactlyInAnyOrder(
            "module io.latchkey.memory",
            "exports io.latchkey.memory",
            "requires mandated java.base",
            "requires static com.google.errorprone.annotations",
            "requires static org.jspecify",
            "requires transitive io.latchkey");
  }
}
