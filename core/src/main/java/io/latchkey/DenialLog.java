package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records denials in the audit trail, each in a transaction of its own. The first of an actor and
 * operation in a minute is written at once; those that follow in the same minute are counted and
 * written as one event when the minute is over.
 *
 * <p>A denial stands whether or not it can be recorded. A crash loses the counts of the minute that
 * runs, never the first.
 */
final class DenialLog {

  private static final Logger LOG = LoggerFactory.getLogger(DenialLog.class);

  /** Bounds the memory that denials can take; beyond it each is written at once. */
  private static final int MAX_COUNTED = 10_000;

  /** Each lost race means that somebody else won; a caller who is denied need not wait for long. */
  private static final int MAX_ATTEMPTS = 10;

  private final KeyStore store;
  private final VerdictClock clock;
  private final Object lock = new Object();
  private final Map<Denial, Count> counts = new HashMap<>();

  DenialLog(KeyStore store, VerdictClock clock) {
    this.store = store;
    this.clock = clock;
  }

  void record(Denial denial) {
    Instant now = clock.now();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Count over = null;
    synchronized (lock) {
      Count running = counts.get(denial);
      if (running != null && running.minute.equals(minute)) {
        running.further++;
        return;
      }
      over = running;
      if (running != null || counts.size() < MAX_COUNTED) {
        counts.put(denial, new Count(minute));
      }
    }
    if (over != null) {
      writeFurther(denial, over);
    }
    write(denial, now, 1);
  }

  /** Writes the counts of every minute that is over; at the end of the process of every minute. */
  void flush(boolean all) {
    Instant minute = clock.now().truncatedTo(ChronoUnit.MINUTES);
    Map<Denial, Count> over = new HashMap<>();
    synchronized (lock) {
      for (Iterator<Map.Entry<Denial, Count>> i = counts.entrySet().iterator(); i.hasNext(); ) {
        Map.Entry<Denial, Count> entry = i.next();
        if (all || entry.getValue().minute.isBefore(minute)) {
          over.put(entry.getKey(), entry.getValue());
          i.remove();
        }
      }
    }
    over.forEach(this::writeFurther);
  }

  private void writeFurther(Denial denial, Count count) {
    if (count.further > 0) {
      write(denial, count.minute, count.further);
    }
  }

  private void write(Denial denial, Instant at, int count) {
    try {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        if (settled(denial, at, count)) {
          return;
        }
      }
      LOG.warn(
          "{} denials of {} to {} are not in the audit trail: its account keeps changing",
          count,
          denial.operation,
          denial.who.id());
    } catch (RuntimeException e) {
      // Whatever a store throws, nobody is told anything but that they were denied.
      LOG.warn(
          "{} denials of {} to {} are not in the audit trail",
          count,
          denial.operation,
          denial.who.id(),
          e);
    }
  }

  /** False if the account changed meanwhile and has to be looked at again. */
  private boolean settled(Denial denial, Instant at, int count) {
    Commit.Builder commit = Commit.builder(denial.chain);
    if (!denial.chain.equals(AuditChain.HOST)) {
      AccountState account = AccountState.read(store, denial.chain);
      if (account.erased()) {
        return true;
      }
      commit.guardAccount(account.guard());
    }
    commit.event(denial.event(at, count));
    try {
      return store.commit(commit.build()).status() == CommitResult.Status.COMMITTED;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CONTENTION) {
        return false;
      }
      throw e;
    }
  }

  /** Who was denied what, for want of what. */
  record Denial(String chain, Events.Who who, String operation, String missing) {

    EventDraft event(Instant at, int count) {
      String subjectKind = chain.equals(AuditChain.HOST) ? "host" : Events.ACCOUNT;
      return Events.by(
          who,
          at,
          Events.ACCESS_DENIED,
          subjectKind,
          chain,
          Map.of("operation", operation, "missing", missing, "count", Integer.toString(count)));
    }
  }

  private static final class Count {
    private final Instant minute;
    private int further;

    private Count(Instant minute) {
      this.minute = minute;
    }
  }
}
