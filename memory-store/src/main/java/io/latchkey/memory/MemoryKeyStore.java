package io.latchkey.memory;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A {@link KeyStore} in the memory of this process, for unit tests, demonstrations and applications
 * of a single process. Thread-safe: reads run beside each other, a write runs alone.
 *
 * <p>Nothing survives the process, so "durable" in rule C1 means: for the life of this object. Two
 * instances share nothing. The store starts no thread and reads no clock.
 *
 * <p>A key, partner, account or event is found in about constant time; a list within one account
 * costs what it looks at in that account, and so does a list of due or ended keys over all
 * accounts; any other list over all accounts may look at every key. {@link #changes} takes no lock
 * and allocates nothing when there is nothing new.
 *
 * <pre>{@code
 * Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
 * }</pre>
 *
 * @since 1.0
 */
public final class MemoryKeyStore implements KeyStore {

  private static final Set<Capability> CAPABILITIES =
      Set.of(Capability.WAKES, Capability.LOCAL, Capability.STAGES);

  private final State state = new State();
  private final String epoch = UUID.randomUUID().toString();
  private final Lock reading;
  private final Lock writing;
  private final Condition moved;

  /** Where the feed stands, as the page that a reader with nothing to catch up gets. */
  private volatile FeedPage standing;

  /** Makes an empty store. */
  public MemoryKeyStore() {
    ReadWriteLock lock = new ReentrantReadWriteLock();
    reading = lock.readLock();
    writing = lock.writeLock();
    moved = writing.newCondition();
    standing = emptyPage();
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public FeedPosition load(RecordSink sink) {
    Load load;
    FeedPosition position;
    reading.lock();
    try {
      load = state.load();
      position = standing.position();
    } finally {
      reading.unlock();
    }
    load.into(sink);
    return position;
  }

  @Override
  public FeedPage changes(long after, int limit) {
    requirePositive(limit);
    FeedPage idle = standing;
    if (after >= idle.position().number() || after < idle.lowWater()) {
      return idle;
    }
    reading.lock();
    try {
      FeedPage now = standing;
      return after < now.lowWater()
          ? now
          : new FeedPage(now.position(), now.lowWater(), state.changes(after, limit));
    } finally {
      reading.unlock();
    }
  }

  @Override
  public boolean awaitChange(long after, Duration atMost) throws InterruptedException {
    long nanos = TimeUnit.NANOSECONDS.convert(atMost);
    writing.lockInterruptibly();
    try {
      while (standing.position().number() <= after) {
        if (nanos <= 0) {
          return false;
        }
        nanos = moved.awaitNanos(nanos);
      }
      return true;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public CommitResult commit(Commit commit) {
    writing.lock();
    try {
      CommitResult result = state.commit(commit);
      if (result.feedNumber() > 0) {
        standing = emptyPage();
        moved.signalAll();
      }
      return result;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Optional<StoredKey> findKey(String accountId, String keyId) {
    reading.lock();
    try {
      return state.findKey(accountId, keyId);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public List<StoredKey> listKeys(KeyCriteria criteria) {
    reading.lock();
    try {
      return state.listKeys(criteria);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Optional<StoredPartner> findPartner(String partnerId) {
    reading.lock();
    try {
      return state.findPartner(partnerId);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public List<StoredPartner> listPartners() {
    reading.lock();
    try {
      return state.listPartners();
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void owners(RecordSink sink) {
    Load owners;
    reading.lock();
    try {
      owners = state.owners();
    } finally {
      reading.unlock();
    }
    owners.into(sink);
  }

  @Override
  public Optional<AccountRecord> findAccount(String accountId) {
    reading.lock();
    try {
      return state.findAccount(accountId);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at) {
    reading.lock();
    try {
      return state.findIdempotency(scope, at);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public AuditPage audit(String chain, long after, int limit) {
    requirePositive(limit);
    reading.lock();
    try {
      return state.audit(chain, after, limit);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Optional<String> chainSeal(String chain) {
    reading.lock();
    try {
      return state.chainSeal(chain);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void recordUses(Collection<KeyUse> uses) {
    writing.lock();
    try {
      state.recordUses(uses);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public int trim(Trim trim) {
    writing.lock();
    try {
      int removed = state.trim(trim);
      standing = emptyPage();
      return removed;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Optional<StagedKey> findStaged(String accountId, String keyId) {
    reading.lock();
    try {
      return state.findStaged(accountId, keyId);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public List<StagedKey> staged(String after, int limit) {
    requirePositive(limit);
    reading.lock();
    try {
      return state.staged(after, limit);
    } finally {
      reading.unlock();
    }
  }

  /**
   * Begins what stands for a transaction of the host's.
   *
   * @return a transaction in which keys can be staged
   */
  public MemoryTransaction begin() {
    return new MemoryTransaction(this::stage);
  }

  private void stage(List<StagedKey> keys) {
    writing.lock();
    try {
      state.stage(keys);
    } finally {
      writing.unlock();
    }
  }

  private FeedPage emptyPage() {
    return new FeedPage(new FeedPosition(epoch, state.newestChange()), state.lowWater(), List.of());
  }

  private static void requirePositive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be positive: " + limit);
    }
  }
}
