package io.latchkey.examples.ownstore;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Rule L2: each criterion that is present narrows a list. */
final class Filter {

  private Filter() {}

  static boolean accepts(KeyCriteria criteria, StoredKey key) {
    return accepts(criteria, key.record())
        && accepts(criteria, key.details())
        && met(criteria.neverUsed(), never -> never == key.lastUsedAt().isEmpty())
        && met(
            criteria.notUsedSince(),
            since -> key.lastUsedAt().isEmpty() || isBefore(key.lastUsedAt(), since))
        && met(criteria.after(), cursor -> isBehind(cursor, key));
  }

  private static boolean accepts(KeyCriteria criteria, KeyRecord key) {
    return met(criteria.accountId(), key.accountId()::equals)
        && met(criteria.partnerId(), key.partnerId()::equals)
        && met(criteria.apiTypes(), types -> types.contains(key.apiType()))
        && met(criteria.environment(), key.environment()::equals)
        && met(criteria.states(), wanted -> wanted.states().contains(key.stateAt(wanted.at())))
        && met(criteria.dueAt(), at -> isBefore(key.endsAt(), at.plusMillis(1)));
  }

  private static boolean accepts(KeyCriteria criteria, KeyDetails key) {
    return met(criteria.createdBy(), key.createdBy()::equals)
        && met(criteria.text(), key.searchText()::contains)
        && met(criteria.tail(), key.tail()::equals)
        && met(criteria.expiresBefore(), limit -> isBefore(key.expiresAt(), limit))
        && met(criteria.endedBefore(), limit -> isBefore(key.endedAt(), limit));
  }

  private static boolean isBehind(KeyCriteria.Position cursor, StoredKey key) {
    int older = cursor.createdAt().compareTo(key.details().createdAt());
    return older > 0 || (older == 0 && key.record().keyId().compareTo(cursor.keyId()) > 0);
  }

  private static boolean isBefore(Optional<Instant> instant, Instant limit) {
    return instant.filter(limit::isAfter).isPresent();
  }

  private static <T> boolean met(Optional<T> criterion, Predicate<? super T> condition) {
    return criterion.map(condition::test).orElse(true);
  }
}
