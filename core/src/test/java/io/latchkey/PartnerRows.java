package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A store that holds partners and events and nothing else, for tests of the registry. A test can
 * put something between an operation's decision and its commit, which is where races are lost.
 * Thread-safe.
 */
final class PartnerRows implements KeyStore {

  private final Object lock = new Object();
  private final TreeMap<String, StoredPartner> partners = new TreeMap<>();
  private final List<EventDraft> events = new ArrayList<>();
  private final Deque<Runnable> beforeCommits = new ArrayDeque<>();
  private int commits;
  private int listings;

  /** Runs once, just before the next commit is looked at. */
  void beforeNextCommit(Runnable intruder) {
    synchronized (lock) {
      beforeCommits.add(intruder);
    }
  }

  /** Writes a row as some other version of the library, or some damage, would. */
  void put(StoredPartner row) {
    synchronized (lock) {
      partners.put(row.record().id(), row);
    }
  }

  List<EventDraft> events() {
    synchronized (lock) {
      return List.copyOf(events);
    }
  }

  List<String> eventTypes() {
    return events().stream().map(EventDraft::type).toList();
  }

  int commits() {
    synchronized (lock) {
      return commits;
    }
  }

  int listings() {
    synchronized (lock) {
      return listings;
    }
  }

  @Override
  public CommitResult commit(Commit commit) {
    Runnable intruder;
    synchronized (lock) {
      intruder = beforeCommits.poll();
    }
    if (intruder != null) {
      intruder.run();
    }
    synchronized (lock) {
      for (StoredPartner partner : commit.partners()) {
        StoredPartner present = partners.get(partner.record().id());
        long version = present == null ? 0 : present.record().version();
        if (partner.record().version() == 1 && present != null) {
          return CommitResult.refused(CommitResult.Status.DUPLICATE);
        }
        if (partner.record().version() != version + 1) {
          return CommitResult.refused(CommitResult.Status.STALE);
        }
      }
      commit.partners().forEach(partner -> partners.put(partner.record().id(), partner));
      events.addAll(commit.events());
      commits++;
      return CommitResult.committed(commits);
    }
  }

  @Override
  public Optional<StoredPartner> findPartner(String partnerId) {
    synchronized (lock) {
      return Optional.ofNullable(partners.get(partnerId));
    }
  }

  @Override
  public List<StoredPartner> listPartners() {
    synchronized (lock) {
      listings++;
      return List.copyOf(partners.values());
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public FeedPosition load(RecordSink sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FeedPage changes(long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StoredKey> findKey(String accountId, String keyId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<StoredKey> listKeys(KeyCriteria criteria) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<AccountRecord> findAccount(String accountId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AuditPage audit(String chain, long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> chainSeal(String chain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recordUses(Collection<KeyUse> uses) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int trim(Trim trim) {
    throw new UnsupportedOperationException();
  }

  static StoreException unavailable() {
    return new StoreException(StoreException.Kind.UNAVAILABLE, "no connection", null);
  }
}
