package io.latchkey;

/** Measures nothing. */
final class SilentMetrics implements LatchkeyMetrics {

  static final LatchkeyMetrics INSTANCE = new SilentMetrics();

  private SilentMetrics() {}
}
