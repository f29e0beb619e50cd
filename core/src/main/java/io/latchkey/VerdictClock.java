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

  /**
   * For how long by the monotonic clock a reading of the wall clock serves verifications: so short
   * that none is missed, and long enough that those which come in quick succession read one clock
   * each. A system that wakes up from sleep, where the monotonic clock may have stood still, takes
   * longer than this before any process runs.
   */
  private static final long SERVES_NANOS = 10_000;

  static {
    try {
      HIGHEST = MethodHandles.lookup().findVarHandle(VerdictClock.class, "highest", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final TimeSource source;
  private volatile long highest = Long.MIN_VALUE;

  /** The monotonic clock at, or before, a reading of the wall clock that {@link #highest} knows. */
  private volatile long readAt;

  VerdictClock(TimeSource source) {
    this.source = source;
    // Nothing was read yet.
    readAt = source.nanoTime() - SERVES_NANOS;
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

  /**
   * The same for a verification that has just read the monotonic clock: what the wall clock said at
   * most ten microseconds ago, or says now. A monotonic clock that has not moved at all proves
   * nothing, and the wall clock is read.
   */
  long millisAt(long nanos) {
    long passed = nanos - readAt;
    if (passed > 0 && passed < SERVES_NANOS) {
      // Whoever moved readAt had moved the highest reading before.
      return highest;
    }
    long now = nowMillis();
    readAt = nanos;
    return now;
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
