package io.latchkey.examples.ownstore;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Which rows changed, in order of commit. The row itself is looked up when a change is read. */
final class Feed {

  private final NavigableMap<Long, Change> changes = new TreeMap<>();
  private long newest;
  private long lowWater;

  /** The rows that a feed tells of. */
  enum Kind {
    KEY,
    PARTNER,
    ACCOUNT
  }

  /** A row that changed. */
  record Change(Kind kind, String id) {}

  void append(Kind kind, String id) {
    newest++;
    changes.put(newest, new Change(kind, id));
  }

  NavigableMap<Long, Change> after(long number) {
    return changes.tailMap(number, false);
  }

  long newest() {
    return newest;
  }

  long lowWater() {
    return lowWater;
  }

  /** Forgets the oldest changes up to a number, at most so many, and says how many. */
  int trim(long through, int limit) {
    int removed = 0;
    while (removed < limit && lowWater < Math.min(through, newest)) {
      lowWater++;
      changes.remove(lowWater);
      removed++;
    }
    return removed;
  }
}
