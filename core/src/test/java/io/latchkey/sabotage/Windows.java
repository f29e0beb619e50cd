package io.latchkey.sabotage;

import java.util.concurrent.locks.LockSupport;

/** Makes a race that a sabotaged store loses now and then one that it loses for sure. */
final class Windows {

  private static final long WIDTH_NANOS = 200_000;

  private Windows() {}

  /** Lets others run between two steps that should have been one. */
  static void open() {
    LockSupport.parkNanos(WIDTH_NANOS);
  }
}
