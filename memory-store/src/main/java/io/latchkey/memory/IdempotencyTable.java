package io.latchkey.memory;

import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/** Idempotency records by scope. A record that was replaced waits in the queue for its turn. */
final class IdempotencyTable {

  private final Map<IdempotencyScope, IdempotencyRecord> records = new HashMap<>();
  private final Queue<IdempotencyRecord> nextToExpire =
      new PriorityQueue<>((one, other) -> one.expiresAt().compareTo(other.expiresAt()));

  Optional<IdempotencyRecord> find(IdempotencyScope scope, Instant at) {
    return Optional.ofNullable(records.get(scope)).filter(found -> found.expiresAt().isAfter(at));
  }

  void put(IdempotencyRecord request) {
    records.put(request.scope(), request);
    nextToExpire.add(request);
  }

  int trim(Instant before, int limit) {
    int removed = 0;
    while (removed < limit && nextExpiresBy(before)) {
      IdempotencyRecord expired = nextToExpire.remove();
      if (records.remove(expired.scope(), expired)) {
        removed++;
      }
    }
    return removed;
  }

  private boolean nextExpiresBy(Instant at) {
    IdempotencyRecord next = nextToExpire.peek();
    return next != null && !next.expiresAt().isAfter(at);
  }
}
