package io.latchkey.testing;

import io.latchkey.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A time source that stands still until a test moves it. Thread-safe.
 *
 * <pre>{@code
 * ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");
 * Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").timeSource(time).start();
 * time.advance(Duration.ofMinutes(15));
 * }</pre>
 *
 * <p>Over a store that is not {@link io.latchkey.spi.KeySource.Capability#LOCAL local}, moving it
 * by more than the bound on staleness makes verification answer <i>not available</i> until the next
 * poll in real time, as a silent feed would.
 */
public final class ManualTime implements TimeSource {

  private final AtomicLong millis;
  private final AtomicLong nanos = new AtomicLong();

  private ManualTime(Instant start) {
    millis = new AtomicLong(start.toEpochMilli());
  }

  /**
   * Starts at an instant.
   *
   * @param instant the instant as ISO 8601 text
   * @return the time source
   */
  public static ManualTime at(String instant) {
    return new ManualTime(Instant.parse(instant));
  }

  /**
   * Lets time pass, on both clocks.
   *
   * @param duration how long; not negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not pass backwards, see stepWall: " + duration);
    }
    millis.addAndGet(duration.toMillis());
    nanos.addAndGet(duration.toNanos());
  }

  /**
   * Steps the wall clock alone, as an administrator or a time server does.
   *
   * @param duration how far; negative for backwards
   */
  public void stepWall(Duration duration) {
    millis.addAndGet(duration.toMillis());
  }

  /**
   * The present instant of the wall clock.
   *
   * @return whole milliseconds
   */
  public Instant now() {
    return Instant.ofEpochMilli(millis.get());
  }

  @Override
  public long epochMillis() {
    return millis.get();
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }
}
