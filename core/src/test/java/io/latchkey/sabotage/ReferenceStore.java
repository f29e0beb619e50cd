package io.latchkey.sabotage;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A store as simple as the rules allow, slow and honest: one lock around everything. Those that
 * break a rule extend it and replace one part.
 */
class ReferenceStore extends ReferenceState implements KeyStore {

  private static final Comparator<Position> NEWEST_FIRST =
      Comparator.comparing(Position::createdAt).reversed().thenComparing(Position::keyId);

  final Object lock = new Object();
  private final String epoch = UUID.randomUUID().toString();

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.WAKES, Capability.STAGES);
  }

  /** Begins a transaction as a host has one. */
  HostTransaction begin() {
    return new StagedTransaction(this);
  }

  /** A host's transaction stages a key; nobody sees it until that commits. */
  void stage(StagedKey key) {}

  /** A host's transaction ends; {@code keys} is empty if it was rolled back. */
  void endHostTransaction(List<StagedKey> keys) {
    synchronized (lock) {
      keys.forEach(key -> staged.put(id(key.key().record().keyId()), key));
    }
  }

  @Override
  public Optional<StagedKey> findStaged(String accountId, String keyId) {
    synchronized (lock) {
      return Optional.ofNullable(staged.get(id(keyId)))
          .filter(found -> id(found.key().record().accountId()).equals(id(accountId)));
    }
  }

  @Override
  public List<StagedKey> staged(String after, int limit) {
    synchronized (lock) {
      return staged.tailMap(after, false).values().stream().limit(limit).toList();
    }
  }

  @Override
  public CommitResult commit(Commit commit) {
    synchronized (lock) {
      Status status = judge(commit);
      if (status != Status.COMMITTED) {
        return CommitResult.refused(status);
      }
      long before = newest;
      write(commit);
      lock.notifyAll();
      return CommitResult.committed(newest == before ? 0 : newest);
    }
  }

  @Override
  public FeedPosition load(RecordSink sink) {
    synchronized (lock) {
      partners.values().forEach(partner -> sink.partner(partner.record()));
      accounts.values().forEach(sink::account);
      keys.values().forEach(key -> sink.key(returned(key).record()));
      seals.forEach(sink::chainSeal);
      return position();
    }
  }

  @Override
  public FeedPage changes(long after, int limit) {
    synchronized (lock) {
      return after < lowWater
          ? new FeedPage(position(), lowWater, List.of())
          : new FeedPage(position(), lowWater, changesBehind(after, limit));
    }
  }

  List<FeedChange> changesBehind(long after, int limit) {
    return feed.tailMap(after, false).entrySet().stream()
        .limit(limit)
        .map(entry -> read(entry.getKey(), entry.getValue()))
        .toList();
  }

  FeedChange read(long number, Row row) {
    return switch (row.kind()) {
      case KEY ->
          keys.containsKey(id(row.id()))
              ? new FeedChange.KeyChanged(number, returned(keys.get(id(row.id()))).record())
              : new FeedChange.KeyRemoved(number, row.id());
      case PARTNER -> new FeedChange.PartnerChanged(number, partners.get(id(row.id())).record());
      case ACCOUNT -> new FeedChange.AccountChanged(number, accounts.get(id(row.id())));
    };
  }

  FeedPosition position() {
    return new FeedPosition(epoch, newest);
  }

  @Override
  public boolean awaitChange(long after, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      while (newest <= after) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        lock.wait(left / 1_000_000 + 1);
      }
      return true;
    }
  }

  @Override
  public Optional<StoredKey> findKey(String accountId, String keyId) {
    synchronized (lock) {
      return Optional.ofNullable(keys.get(id(keyId)))
          .filter(key -> id(key.record().accountId()).equals(id(accountId)))
          .map(this::returned);
    }
  }

  @Override
  public List<StoredKey> listKeys(KeyCriteria criteria) {
    synchronized (lock) {
      return keys.values().stream()
          .map(this::returned)
          .sorted(Comparator.comparing(ReferenceStore::place, order()))
          .filter(key -> isBehind(criteria, key))
          .filter(key -> new Criteria(criteria, this::contains).accept(key))
          .limit(criteria.limit())
          .toList();
    }
  }

  Comparator<Position> order() {
    return NEWEST_FIRST;
  }

  boolean isBehind(KeyCriteria criteria, StoredKey key) {
    return criteria.after().filter(cursor -> order().compare(place(key), cursor) <= 0).isEmpty();
  }

  static Position place(StoredKey key) {
    return new Position(key.details().createdAt(), key.record().keyId());
  }

  boolean contains(String searchText, String text) {
    return searchText.contains(text);
  }

  /** The key that a row is given back as. */
  StoredKey returned(StoredKey key) {
    return key;
  }

  @Override
  public Optional<StoredPartner> findPartner(String partnerId) {
    synchronized (lock) {
      return Optional.ofNullable(partners.get(id(partnerId)));
    }
  }

  @Override
  public List<StoredPartner> listPartners() {
    synchronized (lock) {
      return List.copyOf(partners.values());
    }
  }

  @Override
  public Optional<AccountRecord> findAccount(String accountId) {
    synchronized (lock) {
      return Optional.ofNullable(accounts.get(id(accountId)));
    }
  }

  @Override
  public Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at) {
    synchronized (lock) {
      return Optional.ofNullable(requests.get(scope))
          .filter(request -> request.expiresAt().isAfter(at));
    }
  }

  @Override
  public AuditPage audit(String chain, long after, int limit) {
    synchronized (lock) {
      List<AuditEvent> page =
          events.getOrDefault(chain, List.of()).stream()
              .filter(event -> event.sequence() > after)
              .limit(limit)
              .toList();
      return new AuditPage(head(chain), page);
    }
  }

  @Override
  public Optional<String> chainSeal(String chain) {
    synchronized (lock) {
      return Optional.ofNullable(seals.get(chain));
    }
  }

  @Override
  public void recordUses(Collection<KeyUse> uses) {
    synchronized (lock) {
      for (KeyUse use : uses) {
        keys.computeIfPresent(id(use.keyId()), (id, key) -> used(key, use.usedAt()));
      }
    }
  }

  StoredKey used(StoredKey key, Instant at) {
    return key.lastUsedAt().filter(last -> !last.isBefore(at)).isPresent()
        ? key
        : new StoredKey(key.record(), key.details(), at);
  }

  @Override
  public int trim(Trim trim) {
    synchronized (lock) {
      int removed = 0;
      while (removed < trim.limit() && !feed.isEmpty() && feed.firstKey() <= trim.feedThrough()) {
        lowWater = feed.firstKey();
        feed.remove(feed.firstKey());
        removed++;
      }
      for (IdempotencyRecord request : List.copyOf(requests.values())) {
        if (removed < trim.limit() && !request.expiresAt().isAfter(trim.idempotencyBefore())) {
          requests.remove(request.scope());
          removed++;
        }
      }
      return removed;
    }
  }
}
