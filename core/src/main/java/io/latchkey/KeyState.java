package io.latchkey;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a key is in its life. May grow; {@link #live()} and {@link #terminal()} are the stable
 * view.
 *
 * @since 1.0
 */
public enum KeyState {
  /** Created and not yet acknowledged; does not verify. */
  PENDING,
  /** Verifies. */
  ACTIVE,
  /** Turned off, reversibly; does not verify. */
  DISABLED,
  /** Ended by somebody. */
  REVOKED,
  /** Ended because it was not acknowledged in time. */
  ABANDONED,
  /** Ended because its overlap with a successor was over. */
  REPLACED,
  /** Ended because its expiry had come. */
  EXPIRED,
  /**
   * Written by a newer version of the library, and not known to this one: shown so that lists go
   * on, never verified, and every operation on it fails with {@link UnreadableRecordException}.
   */
  UNKNOWN;

  private final String code = name().toLowerCase(Locale.ROOT);

  /**
   * Tells whether the key may still verify, now or later.
   *
   * @return true for {@link #PENDING}, {@link #ACTIVE} and {@link #DISABLED}
   */
  public boolean live() {
    return compareTo(DISABLED) <= 0;
  }

  /**
   * Tells whether the key has ended; no operation of this version leads out of such a state.
   *
   * @return the opposite of {@link #live()}
   */
  public boolean terminal() {
    return !live();
  }

  /** The state as stores and audit entries hold it. */
  String code() {
    return code;
  }

  /**
   * Reads a stored state; a newer version of the library may have written one that this version
   * doesn't know.
   */
  static Optional<KeyState> ofCode(String code) {
    for (KeyState state : values()) {
      if (state != UNKNOWN && state.code().equals(code)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
