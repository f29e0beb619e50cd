package io.latchkey;

import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Instant;

/**
 * The life cycle of a key: which operation does what in which state, and when time ends it. Pure
 * functions.
 */
final class LifeCycle {

  private LifeCycle() {}

  /** What an operation finds: it goes ahead, there is nothing to do, or it is refused. */
  enum Ruling {
    PROCEED,
    SAME,
    NOT_ACKNOWLEDGED,
    KEY_ENDED,
    ABANDONED;

    RefusedException refusal(KeyId keyId, KeyState state) {
      RefusalReason reason = RefusalReason.valueOf(name());
      return new RefusedException(reason, "key " + keyId + " is " + state.code(), keyId);
    }
  }

  /** The table in {@link KeyIssuer}, to the letter. */
  static Ruling rule(Operation operation, KeyState state) {
    return switch (operation) {
      case ACKNOWLEDGE_KEY -> acknowledge(state);
      case REPLACE_KEY -> acknowledgedOnly(state);
      case DISABLE_KEY -> state == KeyState.DISABLED ? Ruling.SAME : acknowledgedOnly(state);
      case ENABLE_KEY -> state == KeyState.ACTIVE ? Ruling.SAME : acknowledgedOnly(state);
      case REVOKE_KEY -> state.live() ? Ruling.PROCEED : Ruling.SAME;
      case CHANGE_DESCRIPTION, CHANGE_EXPIRY, REASSIGN_PERMISSIONS ->
          state.live() ? Ruling.PROCEED : Ruling.KEY_ENDED;
      case CREATE_KEY, VIEW_KEYS, READ_AUDIT, EXPORT_SNAPSHOT -> Ruling.PROCEED;
    };
  }

  private static Ruling acknowledge(KeyState state) {
    return switch (state) {
      case PENDING -> Ruling.PROCEED;
      case ACTIVE, DISABLED -> Ruling.SAME;
      case ABANDONED -> Ruling.ABANDONED;
      case REVOKED, REPLACED, EXPIRED, UNKNOWN -> Ruling.KEY_ENDED;
    };
  }

  private static Ruling acknowledgedOnly(KeyState state) {
    if (state == KeyState.PENDING) {
      return Ruling.NOT_ACKNOWLEDGED;
    }
    return state.live() ? Ruling.PROCEED : Ruling.KEY_ENDED;
  }

  /** The next version of a key, with its end worked out from the instants in its details. */
  static StoredKey next(StoredKey key, KeyState state, KeyDetails details) {
    return next(key, key.record().toBuilder(), state, details);
  }

  /** The same for a record of which more than the state has changed. */
  static StoredKey next(
      StoredKey key, KeyRecord.Builder changed, KeyState state, KeyDetails details) {
    KeyRecord.Builder record = changed.version(key.record().version() + 1);
    schedule(record, state, details);
    return new StoredKey(record.build(), details, key.lastUsedAt().orElse(null));
  }

  /** Sets the state and the end that time will bring. */
  static void schedule(KeyRecord.Builder record, KeyState state, KeyDetails details) {
    record.state(state.code());
    Instant expiresAt = details.expiresAt().orElse(null);
    Instant other =
        (state == KeyState.PENDING ? details.pendingUntil() : details.overlapEndsAt()).orElse(null);
    KeyState otherEnd = state == KeyState.PENDING ? KeyState.ABANDONED : KeyState.REPLACED;
    if (state.terminal()) {
      return;
    }
    if (other != null && (expiresAt == null || other.isBefore(expiresAt))) {
      record.ends(other, otherEnd.code());
    } else if (expiresAt != null) {
      record.ends(
          expiresAt,
          state == KeyState.PENDING ? KeyState.ABANDONED.code() : KeyState.EXPIRED.code());
    }
  }

  /**
   * The key as its end is recorded: by revocation, or because somebody noticed that time had ended
   * it.
   */
  static StoredKey ended(StoredKey key, KeyState end, Instant at, String by, String reason) {
    KeyDetails details =
        key.details().toBuilder()
            .pendingUntil(null)
            .endedAt(at)
            .endedBy(by)
            .endReason(reason)
            .build();
    return next(key, end, details);
  }
}
