package io.latchkey.memory;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Makes one list of keys. */
final class KeyListing {

  private final KeyCriteria criteria;

  KeyListing(KeyCriteria criteria) {
    this.criteria = criteria;
  }

  /** Lists from rows that stand in the order of a list. */
  List<StoredKey> from(NavigableMap<Position, KeyRow> order) {
    List<KeyRow> found = new ArrayList<>();
    for (KeyRow row : behindCursor(order).values()) {
      if (found.size() == criteria.limit()) {
        break;
      }
      if (KeyFilter.accepts(criteria, row.key())) {
        found.add(row);
      }
    }
    return keys(found);
  }

  /** Lists from rows in an order of their own, holding no more of them than the list may have. */
  List<StoredKey> from(Timeline timeline, Instant through) {
    NavigableMap<Position, KeyRow> newest = new TreeMap<>(KeyRow::newestFirst);
    timeline.through(
        through,
        row -> {
          if (isBehindCursor(row) && KeyFilter.accepts(criteria, row.key())) {
            newest.put(row.position(), row);
            if (newest.size() > criteria.limit()) {
              newest.pollLastEntry();
            }
          }
        });
    return keys(newest.values());
  }

  private NavigableMap<Position, KeyRow> behindCursor(NavigableMap<Position, KeyRow> order) {
    return criteria.after().map(cursor -> order.tailMap(cursor, false)).orElse(order);
  }

  private boolean isBehindCursor(KeyRow row) {
    return criteria
        .after()
        .filter(cursor -> KeyRow.newestFirst(row.position(), cursor) <= 0)
        .isEmpty();
  }

  private static List<StoredKey> keys(Collection<KeyRow> rows) {
    return rows.stream().map(KeyRow::key).toList();
  }
}
