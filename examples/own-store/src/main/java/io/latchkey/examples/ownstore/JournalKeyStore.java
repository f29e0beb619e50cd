package io.latchkey.examples.ownstore;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A store in one file: an append-only journal, replayed into memory when it is opened. Thread-safe,
 * for one process at a time.
 *
 * <p>A commit is judged against the tables in memory, appended to the journal, forced to the disk
 * and only then applied, so nobody sees what a crash could take back. When the journal can't be
 * written, nobody knows what is on the disk: the store answers nothing any more until it is opened
 * again.
 *
 * <p>An example, not for production. The journal only grows, so what was erased stays in the file;
 * every commit waits for the disk by itself; limits and lists look at every key.
 */
public final class JournalKeyStore implements KeyStore, AutoCloseable {

  private final Journal journal;
  private final Tables tables;

  /** Held from the judgement of a write until it is applied, the disk included. */
  private final Object writing = new Object();

  /** Held for the tables, never for the disk. */
  private final ReentrantLock reading = new ReentrantLock();

  private final Condition moved = reading.newCondition();
  private boolean closed;

  private JournalKeyStore(Journal journal, Tables tables) {
    this.journal = journal;
    this.tables = tables;
  }

  /**
   * Opens a store.
   *
   * @param file the journal, which is made if it is not there
   * @return the store, to be closed by the caller
   * @throws StoreException if the file is damaged, or can't be opened, read or locked
   */
  public static JournalKeyStore open(Path file) {
    Tables tables = new Tables();
    try {
      Journal journal = Journal.open(file, record -> tables.apply(EntryReader.read(record)));
      JournalKeyStore store = new JournalKeyStore(journal, tables);
      if (tables.epoch().isEmpty()) {
        store.write(new Entry.Opened(UUID.randomUUID().toString()));
      }
      return store;
    } catch (IOException e) {
      throw new StoreException(Kind.UNAVAILABLE, "can't open " + file, e);
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.WAKES);
  }

  @Override
  public CommitResult commit(Commit commit) {
    synchronized (writing) {
      Status status = read(() -> Conditions.judge(tables, commit));
      if (status != Status.COMMITTED) {
        return CommitResult.refused(status);
      }
      Optional<String> seal = read(() -> tables.sealAfter(commit));
      return CommitResult.committed(write(new Entry.Committed(commit, seal)));
    }
  }

  @Override
  public void recordUses(Collection<KeyUse> uses) {
    synchronized (writing) {
      List<KeyUse> later = read(() -> uses.stream().filter(tables::moves).toList());
      if (!later.isEmpty()) {
        write(new Entry.Used(later));
      }
    }
  }

  @Override
  public int trim(Trim trim) {
    synchronized (writing) {
      return read(() -> tables.hasAnyOf(trim)) ? (int) write(new Entry.Trimmed(trim)) : 0;
    }
  }

  /** To the disk first, then where others see it. */
  private long write(Entry entry) {
    try {
      journal.append(EntryWriter.write(entry));
    } catch (IOException e) {
      close();
      throw new StoreException(Kind.OUTCOME_UNKNOWN, "the journal can't be written; closed", e);
    }
    return read(
        () -> {
          moved.signalAll();
          return tables.apply(entry);
        });
  }

  @Override
  public FeedPosition load(RecordSink sink) {
    return read(
        () -> {
          tables.load(sink);
          return position();
        });
  }

  @Override
  public FeedPage changes(long after, int limit) {
    return read(
        () -> new FeedPage(position(), tables.feed().lowWater(), tables.changes(after, limit)));
  }

  private FeedPosition position() {
    return new FeedPosition(tables.epoch(), tables.feed().newest());
  }

  @Override
  public boolean awaitChange(long after, Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    reading.lockInterruptibly();
    try {
      while (!closed && tables.feed().newest() <= after && nanos > 0) {
        nanos = moved.awaitNanos(nanos);
      }
      return tables.feed().newest() > after;
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Optional<StoredKey> findKey(String accountId, String keyId) {
    return read(() -> tables.key(keyId).filter(key -> key.record().accountId().equals(accountId)));
  }

  @Override
  public List<StoredKey> listKeys(KeyCriteria criteria) {
    return read(() -> tables.list(criteria));
  }

  @Override
  public Optional<StoredPartner> findPartner(String partnerId) {
    return read(() -> tables.partner(partnerId));
  }

  @Override
  public List<StoredPartner> listPartners() {
    return read(tables::partners);
  }

  @Override
  public Optional<AccountRecord> findAccount(String accountId) {
    return read(() -> tables.account(accountId));
  }

  @Override
  public Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at) {
    return read(() -> tables.request(scope, at));
  }

  @Override
  public AuditPage audit(String chain, long after, int limit) {
    return read(() -> tables.audit(chain, after, limit));
  }

  @Override
  public Optional<String> chainSeal(String chain) {
    return read(() -> tables.seal(chain));
  }

  private <T> T read(Supplier<T> question) {
    reading.lock();
    try {
      if (closed) {
        throw new StoreException(Kind.UNAVAILABLE, "the store is closed", null);
      }
      return question.get();
    } finally {
      reading.unlock();
    }
  }

  /** Closes the file. Whoever asks afterwards is told that the store is not available. */
  @Override
  public void close() {
    synchronized (writing) {
      reading.lock();
      try {
        closed = true;
        moved.signalAll();
        journal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        reading.unlock();
      }
    }
  }
}
