package io.latchkey.sabotage;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.LiveLimit;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoredKey;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores that break one of the rules C1 to C6, C8 or C9. */
final class CommitSabotages {

  private CommitSabotages() {}

  /** Breaks C1: writes in batches of a hundred and forgets all but the first. */
  static final class DropsAWrite extends ReferenceStore {
    private int written;

    @Override
    void write(Commit commit) {
      written = 0;
      super.write(commit);
    }

    @Override
    void put(StoredKey key, @Nullable StoredKey before) {
      if (written++ < 100) {
        super.put(key, before);
      }
    }
  }

  /** Breaks C1: inserts keys before it looks at anything else, and leaves them there. */
  static final class ForgetsAtomicity extends ReferenceStore {
    @Override
    Status judge(Commit commit) {
      Status status = super.judge(commit);
      if (status != Status.COMMITTED && status != Status.DUPLICATE) {
        commit.keyInserts().forEach(key -> put(key, null));
      }
      return status;
    }
  }

  /** Breaks C2: whoever writes last wins, as long as the row is there. */
  static final class IgnoresVersion extends ReferenceStore {
    @Override
    boolean isStale(Commit commit) {
      return commit.keyUpdates().stream().anyMatch(key -> keyVersion(key.record().keyId()) == 0)
          || commit.keyDeletes().stream().anyMatch(key -> keyVersion(key.id()) == 0);
    }
  }

  /** Breaks C2: does not look at guards. */
  static final class ForgetsGuards extends ReferenceStore {
    @Override
    boolean guardsHold(Commit commit) {
      return true;
    }
  }

  /** Breaks C3: an insert of what is there replaces it. */
  static final class ReplacesOnInsert extends ReferenceStore {
    @Override
    boolean isDuplicate(Commit commit) {
      return false;
    }
  }

  /** Breaks C4: counts, lets go of the lock, and inserts. */
  static final class CountsThenInserts extends ReferenceStore {
    @Override
    public CommitResult commit(Commit commit) {
      if (commit.liveLimit().isPresent()) {
        synchronized (lock) {
          if (super.isFull(commit.liveLimit().orElseThrow(), commit)) {
            return CommitResult.refused(Status.LIMIT_REACHED);
          }
        }
        Windows.open();
      }
      return super.commit(commit);
    }

    @Override
    boolean isFull(LiveLimit limit, Commit commit) {
      return false;
    }
  }

  /** Breaks C4: counts a key and its successor. */
  static final class CountsSuccessors extends ReferenceStore {
    @Override
    @Nullable StoredKey predecessor(StoredKey key, Map<String, StoredKey> all) {
      return null;
    }
  }

  /** Breaks C4: counts by the state in the row, whatever has ended since. */
  static final class CountsEndedKeys extends ReferenceStore {
    @Override
    boolean isLive(@Nullable StoredKey key, LiveLimit limit) {
      return key != null
          && super.isLive(key, limit)
          && limit.liveStates().contains(key.record().state());
    }
  }

  /** Breaks C5: a request is still taken at the instant at which it expires. */
  static final class ExpiresTooLate extends ReferenceStore {
    @Override
    boolean isTaken(IdempotencyRecord request) {
      IdempotencyRecord there = requests.get(request.scope());
      return there != null && !there.expiresAt().isBefore(request.createdAt());
    }
  }

  /** Breaks C6: an update writes the whole row, with the last use that the writer had read. */
  static final class OverwritesLastUse extends ReferenceStore {
    @Override
    StoredKey stored(StoredKey key, @Nullable StoredKey before) {
      return key;
    }
  }

  /** Breaks C8: knows no answer when there are two. */
  static final class ThrowsOnSeveralRefusals extends ReferenceStore {
    @Override
    Status judge(Commit commit) {
      long refusals =
          Stream.of(
                  isDuplicate(commit),
                  !guardsHold(commit),
                  commit.idempotency().filter(this::isTaken).isPresent(),
                  commit.liveLimit().filter(limit -> isFull(limit, commit)).isPresent())
              .filter(refused -> refused)
              .count();
      if (refusals > 1) {
        throw new IllegalStateException("more than one refusal");
      }
      return super.judge(commit);
    }
  }

  /** Breaks C9: tells a conflict of its own locking as an outage. */
  static final class CallsAConflictAnOutage extends ReferenceStore {
    private final ReentrantLock writing = new ReentrantLock();

    @Override
    public CommitResult commit(Commit commit) {
      if (!writing.tryLock()) {
        throw new StoreException(StoreException.Kind.UNAVAILABLE, "deadlock", null);
      }
      try {
        if (commit.keyUpdates().size() > 2) {
          Windows.open();
        }
        return super.commit(commit);
      } finally {
        writing.unlock();
      }
    }
  }
}
