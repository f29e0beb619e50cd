package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Latchkey;
import java.lang.module.ModuleDescriptor;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Core's descriptor, directive by directive: each change of it is a decision. */
class ModuleShapeTest {

  @Test
  void descriptor_saysThisAndNoMore() {
    assertThat(ModuleShape.of(Latchkey.class))
        .containsExactlyInAnyOrder(
            "module io.latchkey",
            "exports io.latchkey",
            "exports io.latchkey.spi",
            "opens io.latchkey.internal to org.hibernate.validator",
            "requires com.fasterxml.jackson.core",
            "requires com.fasterxml.jackson.databind",
            "requires jakarta.validation",
            "requires mandated java.base",
            "requires org.hibernate.validator",
            "requires org.slf4j",
            "requires static com.google.errorprone.annotations",
            "requires static org.jspecify");
  }

  @Test
  void everyDirective_hasItsLine() {
    ModuleDescriptor module =
        ModuleDescriptor.newModule("a.module", Set.of())
            .exports("a.shown")
            .exports("a.friend", Set.of("c.module", "b.module"))
            .opens("a.opened")
            .requires(Set.of(ModuleDescriptor.Requires.Modifier.TRANSITIVE), "b.module")
            .uses("a.shown.Service")
            .provides("a.shown.Other", java.util.List.of("a.shown.Impl"))
            .build();

    assertThat(ModuleShape.lines(module))
        .containsExactlyInAnyOrder(
            "module a.module",
            "exports a.shown",
            "exports a.friend to b.module, c.module",
            "opens a.opened",
            "requires mandated java.base",
            "requires transitive b.module",
            "uses a.shown.Service",
            "provides a.shown.Other with [a.shown.Impl]");
  }

  @Test
  void openModule_isTold() {
    assertThat(ModuleShape.lines(ModuleDescriptor.newOpenModule("a.module").build()))
        .contains("open module a.module");
  }
}
