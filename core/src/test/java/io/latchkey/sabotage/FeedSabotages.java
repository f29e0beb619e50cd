package io.latchkey.sabotage;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stores that break one of the rules F1 to F6. */
final class FeedSabotages {

  private FeedSabotages() {}

  /** Breaks F1: reads where the feed stands when the records were read already. */
  static final class ReadsPositionLast extends ReferenceStore {
    @Override
    public FeedPosition load(RecordSink sink) {
      List<StoredPartner> partnersRead;
      List<AccountRecord> accountsRead;
      List<StoredKey> keysRead;
      synchronized (lock) {
        partnersRead = List.copyOf(partners.values());
        accountsRead = List.copyOf(accounts.values());
        keysRead = List.copyOf(keys.values());
      }
      Windows.open();
      partnersRead.forEach(partner -> sink.partner(partner.record()));
      accountsRead.forEach(sink::account);
      keysRead.forEach(key -> sink.key(key.record()));
      synchronized (lock) {
        seals.forEach(sink::chainSeal);
        return position();
      }
    }
  }

  /** Breaks F2: hands out numbers first and commits later, as a sequence of a database does. */
  static final class NumbersBeforeCommit extends ReferenceStore {
    private final AtomicLong sequence = new AtomicLong();
    private long next;

    @Override
    public CommitResult commit(Commit commit) {
      long first = sequence.getAndAdd(rows(commit));
      if (first % 2 == 0) {
        Windows.open();
      }
      synchronized (lock) {
        next = first;
        Status status = judge(commit);
        if (status != Status.COMMITTED) {
          return CommitResult.refused(status);
        }
        write(commit);
        lock.notifyAll();
        return CommitResult.committed(next == first ? 0 : next);
      }
    }

    @Override
    void change(Kind kind, String id) {
      feed.put(++next, new Row(kind, id));
      newest = Math.max(newest, next);
    }

    private static int rows(Commit commit) {
      return commit.keyInserts().size()
          + commit.keyUpdates().size()
          + commit.keyDeletes().size()
          + commit.partners().size()
          + commit.accounts().size();
    }
  }

  /** Breaks F3: publishes the changes of a commit when the next one comes. */
  static final class PublishesLate extends ReferenceStore {
    private long published;

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    void write(Commit commit) {
      published = newest;
      super.write(commit);
    }

    @Override
    FeedPosition position() {
      return new FeedPosition(super.position().epoch(), published);
    }

    @Override
    List<FeedChange> changesBehind(long after, int limit) {
      return super.changesBehind(after, limit).stream()
          .filter(change -> change.number() <= published)
          .toList();
    }
  }

  /** Breaks F3: wakes nobody. */
  static final class WakesNobody extends ReferenceStore {
    @Override
    public boolean awaitChange(long after, Duration atMost) {
      return false;
    }
  }

  /** Breaks F4: a change carries the record that it wrote. */
  static final class CarriesOldRecords extends ReferenceStore {
    private final Map<Long, KeyRecord> written = new HashMap<>();

    @Override
    void put(StoredKey key, @Nullable StoredKey before) {
      super.put(key, before);
      written.put(newest, key.record());
    }

    @Override
    FeedChange read(long number, Row row) {
      return written.containsKey(number)
          ? new FeedChange.KeyChanged(number, written.get(number))
          : super.read(number, row);
    }
  }

  /** Breaks F5: trims, and tells nobody. */
  static final class LosesLowWater extends ReferenceStore {
    @Override
    public FeedPage changes(long after, int limit) {
      synchronized (lock) {
        return new FeedPage(position(), 0, changesBehind(after, limit));
      }
    }
  }

  /** Breaks F6: every key that goes starts a new history. */
  static final class ChangesItsEpoch extends ReferenceStore {
    @Override
    FeedPosition position() {
      long removals = newest - keys.size() - partners.size() - accounts.size();
      return new FeedPosition("epoch-" + removals, newest);
    }
  }
}
