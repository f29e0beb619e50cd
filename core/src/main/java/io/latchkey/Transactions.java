package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations against the store: read, decide, commit under the condition that what was read
 * still holds, and decide afresh if it does not. When an operation returns, this node's own index
 * has its change.
 */
final class Transactions {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /**
   * Each lost race means that somebody else won, so this bound is reached only by a store that is
   * broken.
   */
  private static final int MAX_ATTEMPTS = 1_000;

  private static final long NOT_MADE = -1;

  private final KeyStore store;
  private final VerdictClock clock;
  private final Publisher publisher;
  private final LatchkeyMetrics metrics;
  private final CommitSealing sealing;
  private volatile boolean closed;

  Transactions(
      KeyStore store,
      VerdictClock clock,
      Publisher publisher,
      LatchkeyMetrics metrics,
      CommitSealing sealing) {
    this.sealing = sealing;
    this.store = store;
    this.clock = clock;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /**
   * Decides from the store's present state. Called again after a lost race, with everything read
   * anew.
   */
  interface Attempt<T> {
    Plan<T> plan(Instant now);
  }

  @CanIgnoreReturnValue
  <T> T run(String operation, Attempt<T> attempt) {
    if (closed) {
      throw new IllegalStateException("this Latchkey is closed");
    }
    return measured(operation, () -> insist(operation, attempt));
  }

  /**
   * Checks or reads what is part of an operation; a refusal or failure of it is the operation's.
   */
  @CanIgnoreReturnValue
  <T> T check(String operation, Supplier<T> part) {
    return measured(operation, () -> read(part));
  }

  private <T> T insist(String operation, Attempt<T> attempt) {
    try {
      for (int i = 0; i < MAX_ATTEMPTS; i++) {
        Plan<T> plan = read(() -> attempt.plan(clock.now()));
        Commit decided = plan.commit();
        if (decided == null) {
          StoredKey seen = plan.seen();
          if (seen != null) {
            publisher.saw(seen);
          }
          metrics.managed(operation, plan.outcome());
          return plan.result();
        }
        Commit first = first(decided, plan);
        if (first != null) {
          begin(first, plan);
          continue;
        }
        Commit commit = sealed(decided, plan);
        long feedNumber = commit(commit, plan);
        if (feedNumber != NOT_MADE) {
          publisher.publish(commit, feedNumber);
          sealing.committed(commit);
          metrics.managed(operation, plan.outcome());
          return plan.result();
        }
      }
      throw unavailable("the store refused every attempt as stale", false, null);
    } finally {
      publisher.answered();
    }
  }

  private <T> T measured(String operation, Supplier<T> work) {
    try {
      return work.get();
    } catch (RefusedException e) {
      metrics.managed(operation, e.reason().code());
      LOG.debug("{} refused: {}", operation, e.getMessage());
      throw e;
    } catch (LatchkeyException e) {
      metrics.managed(operation, "failed");
      LOG.warn("{} failed: {}", operation, e.getMessage());
      throw e;
    }
  }

  /** From now on no operation runs: nobody would end the reveals that it opens. */
  void close() {
    closed = true;
  }

  /** Reads from the store; its failures become ours. */
  @CanIgnoreReturnValue
  <T extends @Nullable Object> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StoreException e) {
      throw translated(e);
    }
  }

  /** A key as it is to be staged. */
  StagedKey sealed(StagedKey staged) {
    return sealing.seal(staged);
  }

  private @Nullable Commit first(Commit decided, Plan<?> plan) {
    return orDiscard(plan, () -> sealing.first(decided, clock.now()));
  }

  /** Commits what must be there first. Whatever becomes of it, it is looked for again. */
  private void begin(Commit first, Plan<?> plan) {
    plan.discard();
    try {
      CommitResult result = store.commit(first);
      if (result.status() == CommitResult.Status.COMMITTED) {
        publisher.publish(first, result.feedNumber());
        sealing.committed(first);
      }
    } catch (StoreException e) {
      boolean asked = e.kind() == StoreException.Kind.CONTENTION;
      if (!asked && e.kind() != StoreException.Kind.OUTCOME_UNKNOWN) {
        throw translated(e);
      }
    }
  }

  private Commit sealed(Commit decided, Plan<?> plan) {
    return orDiscard(plan, () -> sealing.seal(decided));
  }

  private <T extends @Nullable Object> T orDiscard(Plan<?> plan, Supplier<T> work) {
    boolean done = false;
    try {
      T result = read(work);
      done = true;
      return result;
    } finally {
      if (!done) {
        plan.discard();
      }
    }
  }

  /** The number of the commit's last change in the feed, or {@link #NOT_MADE}. */
  private long commit(Commit commit, Plan<?> plan) {
    boolean made = false;
    try {
      CommitResult result = store.commit(commit);
      if (result.status() == CommitResult.Status.LIMIT_REACHED) {
        throw new RefusedException(
            RefusalReason.LIMIT_REACHED,
            "account "
                + commit.chain()
                + " has as many live keys for this partner and API type as the host allows");
      }
      made = result.status() == CommitResult.Status.COMMITTED;
      return made ? result.feedNumber() : NOT_MADE;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CONTENTION) {
        return NOT_MADE;
      }
      throw translated(e);
    } finally {
      if (!made) {
        plan.discard();
      }
    }
  }

  private static LatchkeyException translated(StoreException e) {
    return switch (e.kind()) {
      case CORRUPT ->
          new UnreadableRecordException(
              "unknown", "the store can't read a row: " + e.getMessage(), e);
      case OUTCOME_UNKNOWN ->
          unavailable("the store's answer to a commit was lost: " + e.getMessage(), true, e);
      case UNAVAILABLE, CONTENTION ->
          unavailable("the store is not available: " + e.getMessage(), false, e);
    };
  }

  private static StoreUnavailableException unavailable(
      String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    return new StoreUnavailableException(message + ". Try again.", outcomeUnknown, cause);
  }

  /** Takes what was committed to whoever follows it in this process. */
  interface Publisher {
    void publish(Commit commit);

    /** The same, with the number of the commit's last change in the feed, 0 if it made none. */
    default void publish(Commit commit, long feedNumber) {
      publish(commit);
    }

    /**
     * An operation found a key to be already as it was to become. Its commit may be one whose
     * answer was lost, and the caller counts on it from now on.
     */
    default void saw(StoredKey key) {}

    /**
     * An operation is about to return, whatever its outcome. It may rest on a commit of another
     * thread that is not published yet, and what this process does next must not contradict it.
     */
    default void answered() {}
  }
}
