package io.latchkey;

import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.LiveLimit;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limit of live keys, as a condition of a commit. */
final class LiveLimits {

  private static final Set<String> LIVE_STATES =
      Stream.of(KeyState.values())
          .filter(KeyState::live)
          .map(KeyState::code)
          .collect(Collectors.toUnmodifiableSet());

  private LiveLimits() {}

  /** The limit that a new key must respect; empty if the host has none. */
  static Optional<LiveLimit> of(KeyRecord key, Settings settings, Instant now) {
    int max = settings.maxLiveKeys();
    return max == 0
        ? Optional.empty()
        : Optional.of(
            new LiveLimit(key.accountId(), key.partnerId(), key.apiType(), LIVE_STATES, now, max));
  }
}
