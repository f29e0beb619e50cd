package io.latchkey;

/**
 * The one source of time: a wall clock and a monotonic one. Replace it in tests.
 *
 * <p>Implementations are thread-safe and quick; both methods are called on the path of a
 * verification.
 *
 * @since 1.0
 */
public interface TimeSource {

  /**
   * The wall clock.
   *
   * @return milliseconds since 1970-01-01T00:00:00Z
   */
  long epochMillis();

  /**
   * A clock that never goes backwards, to measure how much time has passed.
   *
   * @return nanoseconds from an arbitrary origin
   */
  long nanoTime();

  /**
   * The clocks of the Java platform.
   *
   * @return the default time source
   */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }
}
