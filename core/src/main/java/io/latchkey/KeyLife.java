package io.latchkey;

import io.latchkey.spi.KeyRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record's state and end as a verdict uses them.
 *
 * @param refusal why the key is refused until its end, null while it is active
 * @param endsAtMillis from when on the key has ended, {@link #NEVER} for not by time
 * @param end why it is refused from then on; the same if it does not end by time
 */
record KeyLife(
    @Nullable RejectionReason refusal, long endsAtMillis, @Nullable RejectionReason end) {

  static final long NEVER = Long.MAX_VALUE;

  private static final KeyLife UNREADABLE = forEver(RejectionReason.KEY_UNREADABLE);

  /**
   * Reads a record; what is not known here, or is no end though it stands as one, is refused for
   * ever.
   */
  static KeyLife of(KeyRecord record) {
    Optional<KeyState> state = KeyState.ofCode(record.state());
    if (state.isEmpty()) {
      return UNREADABLE;
    }
    RejectionReason refusal = refusal(state.get());
    if (state.get().terminal() || record.endsAt().isEmpty()) {
      return forEver(refusal);
    }
    return record
        .endState()
        .flatMap(KeyState::ofCode)
        .filter(KeyState::terminal)
        .map(end -> new KeyLife(refusal, millis(record.endsAt().get()), refusal(end)))
        .orElse(UNREADABLE);
  }

  private static KeyLife forEver(@Nullable RejectionReason refusal) {
    return new KeyLife(refusal, NEVER, refusal);
  }

  private static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      // Beyond what fits: so far ahead that it never comes, or so far back that it always was.
      return instant.getEpochSecond() > 0 ? NEVER - 1 : Long.MIN_VALUE;
    }
  }

  private static @Nullable RejectionReason refusal(KeyState state) {
    return switch (state) {
      case ACTIVE -> null;
      case PENDING -> RejectionReason.KEY_PENDING;
      case DISABLED -> RejectionReason.KEY_DISABLED;
      case REVOKED -> RejectionReason.KEY_REVOKED;
      case ABANDONED -> RejectionReason.KEY_ABANDONED;
      case REPLACED -> RejectionReason.KEY_REPLACED;
      case EXPIRED -> RejectionReason.KEY_EXPIRED;
      case UNKNOWN -> RejectionReason.KEY_UNREADABLE;
    };
  }

  boolean isUnreadable() {
    return refusal == RejectionReason.KEY_UNREADABLE;
  }

  /** Why the key has ended, if the record itself says so. */
  @Nullable RejectionReason recordedEnd() {
    return refusal != null && refusal.isEnd() ? refusal : null;
  }
}
