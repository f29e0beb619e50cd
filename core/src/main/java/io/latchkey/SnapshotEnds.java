package io.latchkey;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that have ended for good though the record of the present snapshot does not say so: a
 * verification saw their end come, or an earlier snapshot showed it. Thread-safe.
 *
 * <p>Empty as a rule. It grows by keys that were presented with the right secret after their end,
 * and shrinks when a snapshot has their end on record.
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
   * Remembers the ends that one snapshot shows and its successor does not. Only a store that went
   * back in time makes such; then, what time had ended when the earlier one was read counts as
   * well, and a key that is missing may come back.
   */
  void inherit(SnapshotView from, SnapshotView to) {
    boolean otherHistory = !from.info().epoch().equals(to.info().epoch());
    long seenUntil = otherHistory ? from.info().position().asOfMillis() : Long.MIN_VALUE;
    for (int number = 0; number < from.pages().count(); number++) {
      SnapshotPage page = from.pages().page(number);
      for (int at = 0; at < page.size(); at++) {
        RejectionReason end = page.endBy(at, seenUntil);
        if (end != null && mayReturn(page.idHigh(at), page.idLow(at), to, otherHistory)) {
          seen(page.idHigh(at), page.idLow(at), end);
        }
      }
    }
  }

  private static boolean mayReturn(long high, long low, SnapshotView to, boolean otherHistory) {
    SnapshotPage page = to.pages().holding(high, low);
    int at = page == null ? -1 : page.find(high, low);
    if (page == null || at < 0) {
      return otherHistory;
    }
    return page.recordedEnd(at) == null;
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
