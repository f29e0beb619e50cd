package io.latchkey.examples.devcenter.keys;

import io.latchkey.KeyInfo;
import io.latchkey.RevocationReason;
import io.latchkey.examples.devcenter.web.Moment;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a key is in its life, for people.
 *
 * @param text a word or two
 * @param tone the colour: {@code good}, {@code wait}, {@code off} or {@code over}
 * @param note what else there is to say, or null
 */
record StateBadge(String text, String tone, @Nullable String note) {

  private static final Map<String, String> REASONS =
      Map.of(
          code(RevocationReason.LOST), "its text was lost",
          code(RevocationReason.LEAKED), "its text leaked",
          code(RevocationReason.REPLACED), "a successor is in use",
          code(RevocationReason.NO_LONGER_USED), "no longer used",
          code(RevocationReason.OTHER), "another reason");

  private static String code(RevocationReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** Says where a key is; {@code readable} if somebody can still read its text. */
  static StateBadge of(KeyInfo key, boolean readable) {
    return switch (key.state()) {
      case PENDING -> pending(key, readable);
      case ACTIVE -> new StateBadge("Active", "good", until(key.overlapEndsAt().map(Moment::of)));
      case DISABLED -> new StateBadge("Disabled", "off", null);
      case REVOKED -> revoked(key);
      case ABANDONED -> new StateBadge("Abandoned", "over", "not stored in time");
      case REPLACED -> new StateBadge("Replaced", "over", "the overlap is over");
      case EXPIRED -> new StateBadge("Expired", "over", null);
      case UNKNOWN -> new StateBadge("Unknown", "over", "written by a newer version, not accepted");
    };
  }

  private static StateBadge pending(KeyInfo key, boolean readable) {
    return new StateBadge(
        "Not stored yet",
        "wait",
        readable ? until(key.pendingUntil().map(Moment::of)) : "nobody can read it any more");
  }

  private static StateBadge revoked(KeyInfo key) {
    if (key.acknowledgedAt().isEmpty()) {
      return new StateBadge("Abandoned", "over", "given up before it was stored");
    }
    return new StateBadge(
        "Revoked", "over", key.endReason().map(why -> REASONS.getOrDefault(why, why)).orElse(null));
  }

  private static @Nullable String until(Optional<Moment> moment) {
    return moment.map(end -> "until " + end.text()).orElse(null);
  }
}
