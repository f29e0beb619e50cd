package io.latchkey.jdbc.nodes;

/** Moments by the clock that all processes of this machine share, in nanoseconds. */
final class Moments {

  static final long NEVER = Long.MAX_VALUE;
  static final long BEFORE_ALL = Long.MIN_VALUE;

  private Moments() {}

  static long now() {
    return System.nanoTime();
  }
}
