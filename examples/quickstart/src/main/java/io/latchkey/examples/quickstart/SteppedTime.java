package io.latchkey.examples.quickstart;

import io.latchkey.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until an example moves it, so that months pass in no time. */
final class SteppedTime implements TimeSource {

  private static final Instant START = Instant.parse("2030-01-07T09:00:00Z");

  private final AtomicLong passed = new AtomicLong();

  void advance(Duration duration) {
    passed.addAndGet(duration.toMillis());
  }

  Instant now() {
    return START.plusMillis(passed.get());
  }

  @Override
  public long epochMillis() {
    return now().toEpochMilli();
  }

  @Override
  public long nanoTime() {
    return Duration.ofMillis(passed.get()).toNanos();
  }
}
