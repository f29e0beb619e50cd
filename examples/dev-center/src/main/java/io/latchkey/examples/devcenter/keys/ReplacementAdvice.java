package io.latchkey.examples.devcenter.keys;

import io.latchkey.KeyInfo;
import io.latchkey.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the original of a replacement can be revoked without anybody losing access, judged by
 * when the two keys were last used.
 *
 * @param text what to do
 * @param safe nothing seems to use the original any more
 * @param open both keys are live
 * @param again the original can be replaced again
 */
record ReplacementAdvice(String text, boolean safe, boolean open, boolean again) {

  static ReplacementAdvice of(KeyInfo original, KeyInfo successor, Duration quiet, Instant now) {
    if (original.state().terminal()) {
      return new ReplacementAdvice(
          "The original has ended. There is nothing left to do.", false, false, false);
    }
    if (successor.state().terminal()) {
      return new ReplacementAdvice(
          "The new key has ended, so the original goes on.", false, false, true);
    }
    if (successor.state() == KeyState.PENDING) {
      return wait("The new key has not been stored yet. The original goes on until it is.");
    }
    Optional<Instant> moved = successor.lastUsedAt();
    if (moved.isEmpty()) {
      return wait("The new key has not been used yet. Give it to the partner, then come back.");
    }
    Optional<Instant> last = original.lastUsedAt();
    if (last.isPresent() && last.get().isAfter(now.minus(quiet))) {
      return wait(
          "The original was used within the last "
              + quiet.toHours()
              + " hours. Something still sends it: wait until it has been quiet for that long.");
    }
    return new ReplacementAdvice(
        "The new key is in use and the original is quiet. It is safe to revoke the original.",
        true,
        true,
        false);
  }

  private static ReplacementAdvice wait(String text) {
    return new ReplacementAdvice(text, false, true, false);
  }
}
