package io.latchkey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instants as they are stored: UTC, whole milliseconds. */
final class Instants {

  /** The last instant of the year 9999, the latest that every database can hold. */
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Instants() {}

  static Instant floor(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * An instant to compare stored ones with: whoever asks for what is before the end of all time
   * asks for everything, and no store has to know of such instants.
   */
  static Instant bound(Instant instant) {
    if (instant.isAfter(LATEST)) {
      return LATEST;
    }
    return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : floor(instant);
  }

  static Optional<Instant> earliest(@Nullable Instant a, @Nullable Instant b) {
    if (a == null) {
      return Optional.ofNullable(b);
    }
    return Optional.of(b == null || a.isBefore(b) ? a : b);
  }
}
