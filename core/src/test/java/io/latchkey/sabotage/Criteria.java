package io.latchkey.sabotage;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.function.BiPredicate;

/** The criteria of a list, read as they are written; how text is searched can be replaced. */
record Criteria(KeyCriteria wanted, BiPredicate<String, String> contains) {

  boolean accept(StoredKey key) {
    return accept(key.record()) && accept(key.details()) && acceptUse(key);
  }

  private boolean accept(KeyRecord key) {
    return wanted.accountId().map(key.accountId()::equals).orElse(true)
        && wanted.partnerId().map(key.partnerId()::equals).orElse(true)
        && wanted.apiTypes().map(types -> types.contains(key.apiType())).orElse(true)
        && wanted.environment().map(key.environment()::equals).orElse(true)
        && wanted.states().map(at -> at.states().contains(key.stateAt(at.at()))).orElse(true)
        && wanted
            .dueAt()
            .map(at -> key.endsAt().filter(end -> !end.isAfter(at)).isPresent())
            .orElse(true);
  }

  private boolean accept(KeyDetails key) {
    return wanted.createdBy().map(key.createdBy()::equals).orElse(true)
        && wanted.text().map(text -> contains.test(key.searchText(), text)).orElse(true)
        && wanted.tail().map(key.tail()::equals).orElse(true)
        && wanted
            .expiresBefore()
            .map(at -> key.expiresAt().filter(at::isAfter).isPresent())
            .orElse(true)
        && wanted
            .endedBefore()
            .map(at -> key.endedAt().filter(at::isAfter).isPresent())
            .orElse(true);
  }

  private boolean acceptUse(StoredKey key) {
    Instant lastUse = key.lastUsedAt().orElse(Instant.MIN);
    return wanted.neverUsed().map(never -> never == key.lastUsedAt().isEmpty()).orElse(true)
        && wanted.notUsedSince().map(lastUse::isBefore).orElse(true);
  }
}
