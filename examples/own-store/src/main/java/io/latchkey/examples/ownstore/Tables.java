package io.latchkey.examples.ownstore;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a store holds, as it stands after the entries applied so far. The same entries always make
 * the same tables, which is what replaying a journal rests on. Not thread-safe.
 */
final class Tables {

  private static final Comparator<StoredKey> NEWEST_FIRST =
      Comparator.comparing((StoredKey key) -> key.details().createdAt())
          .reversed()
          .thenComparing(key -> key.record().keyId());

  private final Map<String, StoredKey> keys = new HashMap<>();
  private final Map<String, StoredPartner> partners = new TreeMap<>();
  private final Map<String, AccountRecord> accounts = new HashMap<>();
  private final Map<IdempotencyScope, IdempotencyRecord> requests = new LinkedHashMap<>();
  private final Map<String, Chain> chains = new HashMap<>();
  private final Feed feed = new Feed();
  private String epoch = "";

  /**
   * Carries out what an entry says.
   *
   * @return the number of a commit's last change or 0, or how many rows a trim removed
   */
  long apply(Entry entry) {
    if (entry instanceof Entry.Committed committed) {
      committed.seal().ifPresent(chain(committed.commit().chain())::seal);
      return apply(committed.commit());
    }
    if (entry instanceof Entry.Used used) {
      used.uses().forEach(this::apply);
    }
    if (entry instanceof Entry.Opened opened) {
      epoch = opened.epoch();
    }
    return entry instanceof Entry.Trimmed trimmed ? apply(trimmed.trim()) : 0;
  }

  private long apply(Commit commit) {
    long before = feed.newest();
    commit.keyInserts().forEach(key -> put(key, Optional.empty()));
    commit.keyUpdates().forEach(key -> put(key, key(key.record().keyId())));
    commit.keyDeletes().forEach(key -> delete(key.id()));
    commit.partners().forEach(this::put);
    commit.accounts().forEach(this::put);
    commit.idempotency().ifPresent(request -> requests.put(request.scope(), request));
    commit.chainCut().ifPresent(cut -> chain(cut.chain()).cutThrough(cut.through()));
    commit.events().forEach(event -> chain(commit.chain()).append(event));
    return feed.newest() > before ? feed.newest() : 0;
  }

  /** Rule C6: a last use stays as it is. */
  private void put(StoredKey key, Optional<StoredKey> before) {
    String id = key.record().keyId();
    Instant lastUse = before.flatMap(StoredKey::lastUsedAt).orElse(null);
    keys.put(id, new StoredKey(key.record(), key.details(), lastUse));
    feed.append(Feed.Kind.KEY, id);
  }

  private void delete(String keyId) {
    keys.remove(keyId);
    feed.append(Feed.Kind.KEY, keyId);
  }

  private void put(StoredPartner partner) {
    partners.put(partner.record().id(), partner);
    feed.append(Feed.Kind.PARTNER, partner.record().id());
  }

  private void put(AccountRecord account) {
    accounts.put(account.id(), account);
    feed.append(Feed.Kind.ACCOUNT, account.id());
  }

  /** Whether a use moves a last use forward, rule U1. */
  boolean moves(KeyUse use) {
    return key(use.keyId())
        .filter(key -> key.lastUsedAt().map(use.usedAt()::isAfter).orElse(true))
        .isPresent();
  }

  private void apply(KeyUse use) {
    if (moves(use)) {
      keys.computeIfPresent(
          use.keyId(), (id, key) -> new StoredKey(key.record(), key.details(), use.usedAt()));
    }
  }

  /** Whether a trim would remove anything. */
  boolean hasAnyOf(Trim trim) {
    return feed.lowWater() < Math.min(trim.feedThrough(), feed.newest())
        || requests.values().stream().anyMatch(request -> isExpired(request, trim));
  }

  private int apply(Trim trim) {
    int removed = feed.trim(trim.feedThrough(), trim.limit());
    List<IdempotencyRecord> expired =
        requests.values().stream()
            .filter(request -> isExpired(request, trim))
            .limit(trim.limit() - removed)
            .toList();
    expired.forEach(request -> requests.remove(request.scope()));
    return removed + expired.size();
  }

  private static boolean isExpired(IdempotencyRecord request, Trim trim) {
    return !request.expiresAt().isAfter(trim.idempotencyBefore());
  }

  void load(RecordSink sink) {
    partners.values().forEach(partner -> sink.partner(partner.record()));
    accounts.values().forEach(sink::account);
    keys.values().forEach(key -> sink.key(key.record()));
    chains.forEach((name, chain) -> chain.seal().ifPresent(seal -> sink.chainSeal(name, seal)));
  }

  /** The seal of a chain's head. */
  Optional<String> seal(String chain) {
    return Optional.ofNullable(chains.get(chain)).flatMap(Chain::seal);
  }

  /** The seal that a commit gives its chain's head; written down, because replaying can't ask. */
  Optional<String> sealAfter(Commit commit) {
    return commit.sealUpdate().map(update -> update.next(seal(commit.chain()).orElse(null)));
  }

  /** Rule F5: a reader that has missed changes gets none, and loads again. */
  List<FeedChange> changes(long after, int limit) {
    List<FeedChange> changes = new ArrayList<>();
    if (after < feed.lowWater()) {
      return changes;
    }
    feed.after(after).entrySet().stream()
        .limit(limit)
        .forEach(entry -> changes.add(change(entry.getKey(), entry.getValue())));
    return changes;
  }

  private FeedChange change(long number, Feed.Change change) {
    return switch (change.kind()) {
      case KEY -> keyChange(number, change.id());
      case PARTNER ->
          new FeedChange.PartnerChanged(number, partner(change.id()).orElseThrow().record());
      case ACCOUNT -> new FeedChange.AccountChanged(number, account(change.id()).orElseThrow());
    };
  }

  private FeedChange keyChange(long number, String id) {
    Optional<StoredKey> key = key(id);
    return key.isPresent()
        ? new FeedChange.KeyChanged(number, key.get().record())
        : new FeedChange.KeyRemoved(number, id);
  }

  List<StoredKey> list(KeyCriteria criteria) {
    return keys.values().stream()
        .filter(key -> Filter.accepts(criteria, key))
        .sorted(NEWEST_FIRST)
        .limit(criteria.limit())
        .toList();
  }

  Collection<StoredKey> keys() {
    return keys.values();
  }

  Optional<StoredKey> key(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  List<StoredPartner> partners() {
    return List.copyOf(partners.values());
  }

  Optional<StoredPartner> partner(String id) {
    return Optional.ofNullable(partners.get(id));
  }

  Optional<AccountRecord> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  Optional<IdempotencyRecord> request(IdempotencyScope scope, Instant at) {
    return Optional.ofNullable(requests.get(scope)).filter(found -> found.expiresAt().isAfter(at));
  }

  AuditPage audit(String chain, long after, int limit) {
    return chains.getOrDefault(chain, new Chain(chain)).page(after, limit);
  }

  private Chain chain(String name) {
    return chains.computeIfAbsent(name, Chain::new);
  }

  /** The name of the feed's history; empty before the first entry. */
  String epoch() {
    return epoch;
  }

  Feed feed() {
    return feed;
  }
}
