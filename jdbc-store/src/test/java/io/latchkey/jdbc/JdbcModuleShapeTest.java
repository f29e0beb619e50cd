package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.architecture.ModuleShape;
import org.junit.jupiter.api.Test;

/** The descriptor of the JDBC store, directive by directive: each change of it is a decision. */
class JdbcModuleShapeTest {

  @Test
  void descriptor_saysThisAndNoMore() {
    assertThat(ModuleShape.of(JdbcKeyStore.class))
        .containsExactlyInAnyOrder(
            "module io.latchkey.jdbc",
            "exports io.latchkey.jdbc",
            "requires mandated java.base",
            "requires org.slf4j",
            "requires static com.google.errorprone.annotations",
            "requires static org.jspecify",
            "requires transitive io.latchkey",
            "requires transitive java.sql");
  }
}
