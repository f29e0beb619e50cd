package io.latchkey.spi;

import java.time.Instant;
import java.util.Set;

/**
 * A condition of a commit: an account has fewer than so many live keys for a partner and an API
 * type.
 *
 * <p>A key counts if its {@linkplain KeyRecord#stateAt state at} {@code at} is one of {@code
 * liveStates}, unless it replaces a key that counts itself: a replacement takes its original's
 * place.
 *
 * @param accountId the account
 * @param partnerId the partner
 * @param apiType the API type's name
 * @param liveStates the states that count; not empty
 * @param at the instant at which states are looked at
 * @param max the number that must not be reached yet; at least 1
 * @since 1.0
 */
public record LiveLimit(
    String accountId,
    String partnerId,
    String apiType,
    Set<String> liveStates,
    Instant at,
    int max) {

  /**
   * Checks and copies the components.
   *
   * @param accountId see {@link #accountId()}
   * @param partnerId see {@link #partnerId()}
   * @param apiType see {@link #apiType()}
   * @param liveStates see {@link #liveStates()}
   * @param at see {@link #at()}
   * @param max see {@link #max()}
   */
  public LiveLimit {
    Checks.id("accountId", accountId);
    Checks.id("partnerId", partnerId);
    Checks.id("apiType", apiType);
    liveStates = Set.copyOf(liveStates);
    Checks.millis("at", at);
    if (max < 1) {
      throw new IllegalArgumentException("max must be positive: " + max);
    }
  }
}
