package io.latchkey.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Argument checks that the carriers of this package share. */
final class Checks {

  /** Longest identifier that a store must hold, in characters. */
  static final int MAX_ID = 64;

  /** Longest seal that a store must hold, in characters. */
  static final int MAX_SEAL = 255;

  private Checks() {}

  @CanIgnoreReturnValue
  static String id(String name, String value) {
    if (value.isEmpty() || value.length() > MAX_ID) {
      throw new IllegalArgumentException(
          name + " must have 1 to " + MAX_ID + " characters: " + value.length());
    }
    return value;
  }

  @CanIgnoreReturnValue
  static @Nullable String seal(@Nullable String value) {
    if (value != null
        && (value.isEmpty()
            || value.length() > MAX_SEAL
            || value.chars().anyMatch(c -> c < ' ' || c > '~'))) {
      throw new IllegalArgumentException(
          "seal must have 1 to " + MAX_SEAL + " printable ASCII characters: " + value.length());
    }
    return value;
  }

  @CanIgnoreReturnValue
  static long version(long version) {
    if (version < 1) {
      throw new IllegalArgumentException("version must be positive: " + version);
    }
    return version;
  }

  /**
   * Stores keep milliseconds; anything finer is a bug in the caller, found here and not by a
   * comparison later.
   */
  @CanIgnoreReturnValue
  static Instant millis(String name, Instant instant) {
    if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException(name + " must be in whole milliseconds: " + instant);
    }
    return instant;
  }
}
