package io.latchkey.sabotage;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Stores that break one of the rules S1 to S4. */
final class StagingSabotages {

  private StagingSabotages() {}

  /**
   * Breaks S1: writes what is staged on a connection of its own, outside the host's transaction.
   */
  static final class ShowsStagedKeysAtOnce extends ReferenceStore {
    @Override
    void stage(StagedKey key) {
      super.endHostTransaction(List.of(key));
    }
  }

  /** Breaks S1: keeps but the first of what a transaction has staged. */
  static final class LosesStagedKeys extends ReferenceStore {
    @Override
    void endHostTransaction(List<StagedKey> keys) {
      super.endHostTransaction(keys.stream().limit(1).toList());
    }
  }

  /** Breaks S2: tells the feed of what is staged. */
  static final class AnnouncesStaging extends ReferenceStore {
    @Override
    void endHostTransaction(List<StagedKey> keys) {
      super.endHostTransaction(keys);
      synchronized (lock) {
        keys.forEach(key -> change(Kind.KEY, key.key().record().keyId()));
      }
    }
  }

  /** Breaks S2: a transaction that has staged something keeps every writer out until it ends. */
  static final class LocksWhileStaging extends ReferenceStore {
    private final Semaphore writer = new Semaphore(1);

    @Override
    void stage(StagedKey key) {
      writer.tryAcquire();
    }

    @Override
    void endHostTransaction(List<StagedKey> keys) {
      super.endHostTransaction(keys);
      writer.drainPermits();
      writer.release();
    }

    @Override
    public CommitResult commit(Commit commit) {
      awaitTheHost();
      try {
        return super.commit(commit);
      } finally {
        writer.release();
      }
    }

    /** For as long as a database would wait for a lock that it does not get. */
    private void awaitTheHost() {
      boolean mine = false;
      try {
        mine = writer.tryAcquire(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!mine) {
        throw new StoreException(
            StoreException.Kind.UNAVAILABLE, "the host's transaction is open", null);
      }
    }
  }

  /** Breaks S3: does not look whether there is anything to adopt. */
  static final class AdoptsTwice extends ReferenceStore {
    @Override
    boolean isStaged(Commit commit) {
      return true;
    }
  }

  /** Breaks S3: leaves the staged key where it is. */
  static final class KeepsAdoptedKeys extends ReferenceStore {
    @Override
    void unstage(String keyId) {}
  }

  /** Breaks S3: removes the staged key and then looks whether the commit may be made. */
  static final class UnstagesBeforeItJudges extends ReferenceStore {
    private boolean there;

    @Override
    Status judge(Commit commit) {
      there = super.isStaged(commit);
      commit.adopts().ifPresent(this::unstage);
      return super.judge(commit);
    }

    @Override
    boolean isStaged(Commit commit) {
      return there;
    }
  }

  /** Breaks S4: finds a staged key in whichever account. */
  static final class FindsStagedKeysOfOthers extends ReferenceStore {
    @Override
    public Optional<StagedKey> findStaged(String accountId, String keyId) {
      synchronized (lock) {
        return Optional.ofNullable(staged.get(keyId));
      }
    }
  }

  /** Breaks S4: begins a page with the last key of the one before. */
  static final class RepeatsStagedKeys extends ReferenceStore {
    @Override
    public List<StagedKey> staged(String after, int limit) {
      synchronized (lock) {
        return staged.tailMap(after, true).values().stream().limit(limit).toList();
      }
    }
  }

  /** Breaks S4: keeps operations in too narrow a column. */
  static final class CutsOperations extends ReferenceStore {
    @Override
    void endHostTransaction(List<StagedKey> keys) {
      super.endHostTransaction(
          keys.stream()
              .map(key -> new StagedKey(key.key(), key.operation().substring(0, 6)))
              .toList());
    }
  }
}
