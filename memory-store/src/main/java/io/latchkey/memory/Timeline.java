package io.latchkey.memory;

import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keys by an instant that some of them carry, the earliest first. */
final class Timeline {

  private final NavigableMap<Position, KeyRow> rows = new TreeMap<>(Timeline::earliestFirst);
  private final Function<StoredKey, Optional<Instant>> instant;

  Timeline(Function<StoredKey, Optional<Instant>> instant) {
    this.instant = instant;
  }

  void add(KeyRow row) {
    instant.apply(row.key()).ifPresent(at -> rows.put(position(row, at), row));
  }

  void remove(KeyRow row) {
    instant.apply(row.key()).ifPresent(at -> rows.remove(position(row, at)));
  }

  /** Hands over the rows whose instant is at or before the given one. */
  void through(Instant last, Consumer<KeyRow> consumer) {
    for (Map.Entry<Position, KeyRow> entry : rows.entrySet()) {
      if (entry.getKey().createdAt().isAfter(last)) {
        return;
      }
      consumer.accept(entry.getValue());
    }
  }

  private static int earliestFirst(Position one, Position other) {
    int earlierFirst = one.createdAt().compareTo(other.createdAt());
    return earlierFirst == 0 ? one.keyId().compareTo(other.keyId()) : earlierFirst;
  }

  private static Position position(KeyRow row, Instant at) {
    return new Position(at, row.position().keyId());
  }
}
