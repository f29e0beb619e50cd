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

  static Optional<Instant> earliest(@Nullable Instant a, @Nullable Instant b) {
    if (a == null) {
      return Optional.ofNullable(b);
    }
    return Optional.of(b == null || a.isBefore(b) ? a : b);
  }
}
