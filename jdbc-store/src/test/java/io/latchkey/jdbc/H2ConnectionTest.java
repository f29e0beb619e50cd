package io.latchkey.jdbc;

/** The rules of {@link ConnectionRules} on H2 in memory. */
class H2ConnectionTest extends ConnectionRules {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }
}
