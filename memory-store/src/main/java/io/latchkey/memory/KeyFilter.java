package io.latchkey.memory;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Rule L2: what is asked for narrows the list, what is not asked for does not. */
final class KeyFilter {

  private KeyFilter() {}

  static boolean accepts(KeyCriteria criteria, StoredKey key) {
    return accepts(criteria, key.record())
        && accepts(criteria, key.details())
        && met(criteria.neverUsed(), never -> never == key.lastUsedAt().isEmpty())
        && met(criteria.notUsedSince(), since -> !isFrom(since, key.lastUsedAt()));
  }

  private static boolean accepts(KeyCriteria criteria, KeyRecord key) {
    return met(criteria.accountId(), key.accountId()::equals)
        && met(criteria.partnerId(), key.partnerId()::equals)
        && met(criteria.apiTypes(), types -> types.contains(key.apiType()))
        && met(criteria.environment(), key.environment()::equals)
        && met(criteria.states(), wanted -> wanted.states().contains(key.stateAt(wanted.at())))
        && met(criteria.dueAt(), at -> key.endsAt().filter(end -> !end.isAfter(at)).isPresent());
  }

  private static boolean accepts(KeyCriteria criteria, KeyDetails key) {
    return met(criteria.createdBy(), key.createdBy()::equals)
        && met(criteria.text(), key.searchText()::contains)
        && met(criteria.tail(), key.tail()::equals)
        && met(criteria.expiresBefore(), at -> isBefore(at, key.expiresAt()))
        && met(criteria.endedBefore(), at -> isBefore(at, key.endedAt()));
  }

  private static <T> boolean met(Optional<T> criterion, Predicate<? super T> condition) {
    return criterion.isEmpty() || condition.test(criterion.get());
  }

  private static boolean isBefore(Instant limit, Optional<Instant> instant) {
    return instant.isPresent() && instant.get().isBefore(limit);
  }

  private static boolean isFrom(Instant limit, Optional<Instant> instant) {
    return instant.isPresent() && !instant.get().isBefore(limit);
  }
}
