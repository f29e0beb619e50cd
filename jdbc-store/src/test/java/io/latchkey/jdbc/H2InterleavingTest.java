package io.latchkey.jdbc;

/** The rules of {@link InterleavingRules} on H2 in memory. */
class H2InterleavingTest extends InterleavingRules {

  @Override
  TestDatabase database() {
    return new H2Memory();
  }
}
