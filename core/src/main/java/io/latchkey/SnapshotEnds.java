package io.latchkey;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that have ended for good though the record of the present snapshot does not say so: a
 * verification saw their end come, or an earlier snapshot showed it. Thread-safe.
 *
 * <p>It grows by keys that were presented with the right secret after their end, and by keys that
 * had ended and that the host has since removed; it shrinks when a snapshot has their end on
 * record. What was removed stays here as long as this process runs: a store that is set back years
 * later may have it alive.
 */
final class SnapshotEnds {

  private final Map<Id, RejectionReason> ends = new ConcurrentHashMap<>();

  /** Remembers that a key has ended. */
  void seen(long high, long low, RejectionReason end) {
    ends.putIfAbsent(new Id(high, low), end);
  }

  /** Tells a slot what is known of its end. */
  void tell(IndexSlot slot) {
    if (!ends.isEmpty()) {
      slot.endIf(ends.get(new Id(slot.idHigh(), slot.idLow())));
    }
  }

  /**
   * Remembers the ends that one snapshot shows and its successor does not. A store that went back
   * in time makes such; then, what time had ended when the earlier one was read counts as well. So
   * does a key that is missing: a store that goes back in time later may bring it back.
   */
  void inherit(SnapshotView from, SnapshotView to) {
    boolean otherHistory = !from.info().epoch().equals(to.info().epoch());
    long asOf = from.info().position().asOfMillis();
    for (int number = 0; number < from.pages().count(); number++) {
      SnapshotPage page = from.pages().page(number);
      for (int at = 0; at < page.size(); at++) {
        RejectionReason recorded = page.endBy(at, Long.MIN_VALUE);
        RejectionReason end = recorded == null ? page.endBy(at, asOf) : recorded;
        if (end == null) {
          continue;
        }
        Id id = new Id(page.idHigh(at), page.idLow(at));
        // Within one history, a key that is still there may have got another end in time.
        boolean over = recorded != null || otherHistory || isMissing(to, id);
        if (over && !isRecorded(to, id)) {
          seen(id.high, id.low, end);
        }
      }
    }
  }

  private static boolean isMissing(SnapshotView in, Id id) {
    SnapshotPage page = in.pages().holding(id.high, id.low);
    return page == null || page.find(id.high, id.low) < 0;
  }

  /** Forgets what a snapshot has on record. */
  void forgetRecorded(SnapshotView in) {
    ends.keySet().removeIf(id -> isRecorded(in, id));
  }

  private static boolean isRecorded(SnapshotView in, Id id) {
    SnapshotPage page = in.pages().holding(id.high, id.low);
    int at = page == null ? -1 : page.find(id.high, id.low);
    return page != null && at >= 0 && page.recordedEnd(at) != null;
  }

  int size() {
    return ends.size();
  }

  /** The two halves of a key's id. */
  private record Id(long high, long low) {}
}
