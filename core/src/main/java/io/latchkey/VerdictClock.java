package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;

/**
 * The time that verdicts go by: the wall clock, held at its highest reading whenever it steps back.
 * Thread-safe.
 *
 * <p>So a key that has ended by time does not come back to life, whatever is done to the clock
 * while the process lives.
 */
final class VerdictClock {

  private static final VarHandle HIGHEST;

  static {
    try {
      HIGHEST = MethodHandles.lookup().findVarHandle(VerdictClock.class, "highest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final TimeSource source;
  private volatile long highest = Long.MIN_VALUE;

  VerdictClock(TimeSource source) {
    this.source = source;
  }

  /** Milliseconds since 1970; never less than any thread was told before. */
  long nowMillis() {
    long now = source.epochMillis();
    long seen = highest;
    while (now > seen) {
      if (HIGHEST.compareAndSet(this, seen, now)) {
        return now;
      }
      seen = highest;
    }
    return seen;
  }

  /** The same as an instant, in whole milliseconds. */
  Instant now() {
    return Instant.ofEpochMilli(nowMillis());
  }

  /** The monotonic clock. */
  long nanoTime() {
    return source.nanoTime();
  }
}
