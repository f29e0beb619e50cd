package io.latchkey;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a key shall live, as somebody asked for it. */
final class Term {

  private static final Term HOST_DEFAULT = new Term(Kind.HOST_DEFAULT, null, null);
  private static final Term UNLIMITED = new Term(Kind.UNLIMITED, null, null);

  private final Kind kind;
  private final @Nullable Instant until;
  private final @Nullable Duration length;

  private Term(Kind kind, @Nullable Instant until, @Nullable Duration length) {
    this.kind = kind;
    this.until = until;
    this.length = length;
  }

  static Term hostDefault() {
    return HOST_DEFAULT;
  }

  static Term unlimited() {
    return UNLIMITED;
  }

  static Term until(Instant instant) {
    return new Term(Kind.UNTIL, Objects.requireNonNull(instant, "instant"), null);
  }

  static Term of(Duration length) {
    return new Term(Kind.LENGTH, null, Objects.requireNonNull(length, "term"));
  }

  boolean isHostDefault() {
    return kind == Kind.HOST_DEFAULT;
  }

  boolean isUnlimited() {
    return kind == Kind.UNLIMITED;
  }

  /**
   * The instant asked for, rounded down; empty for unlimited and for the host's default. Overlong
   * lengths saturate, negative ones end at the start, however far back they reach.
   */
  Optional<Instant> endFrom(Instant start) {
    if (until != null) {
      return Optional.of(until.isAfter(Instants.LATEST) ? Instants.LATEST : Instants.floor(until));
    }
    if (length == null) {
      return Optional.empty();
    }
    if (length.isNegative()) {
      return Optional.of(start);
    }
    boolean beyond = length.compareTo(Duration.between(start, Instants.LATEST)) > 0;
    return Optional.of(
        beyond ? Instants.LATEST : start.plus(length).truncatedTo(ChronoUnit.MILLIS));
  }

  /** The term as a fingerprint of a request needs it: as it was asked for, not as it works out. */
  @Override
  public String toString() {
    return kind + ":" + until + ":" + length;
  }

  private enum Kind {
    HOST_DEFAULT,
    UNLIMITED,
    UNTIL,
    LENGTH
  }
}
