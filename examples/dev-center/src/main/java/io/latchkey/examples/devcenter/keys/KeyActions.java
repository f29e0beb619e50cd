package io.latchkey.examples.devcenter.keys;

import io.latchkey.KeyInfo;
import io.latchkey.KeyState;

/**
 * What a page offers to do with a key. Latchkey decides again when it is done, so a page that has
 * grown old does no harm.
 *
 * @param store the one-time panel is still open
 * @param describe the description can be changed
 * @param expire its expiry can be changed
 * @param replace a successor can be made
 * @param disable it can be turned off
 * @param enable it can be turned on again
 * @param handOver it is stored and somebody is waiting for it
 * @param revoke it can be ended
 */
record KeyActions(
    boolean store,
    boolean describe,
    boolean expire,
    boolean replace,
    boolean disable,
    boolean enable,
    boolean handOver,
    boolean revoke) {

  static KeyActions of(KeyInfo key, boolean readable) {
    KeyState state = key.state();
    boolean acknowledged = state == KeyState.ACTIVE || state == KeyState.DISABLED;
    return new KeyActions(
        state == KeyState.PENDING && readable,
        state.live(),
        state.live(),
        acknowledged && key.successor().isEmpty(),
        state == KeyState.ACTIVE,
        state == KeyState.DISABLED,
        acknowledged,
        state.live());
  }
}
