package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the last uses that verifications noted in the index to the store, off the path of
 * requests. Thread-safe.
 *
 * <p>A crash loses what was noted since the last flush; what a store could not take is tried again,
 * and counted as lost at the end.
 */
final class LastUses {

  private static final Logger log = LoggerFactory.getLogger(LastUses.class);

  private static final int BATCH = 10_000;
  private static final int SECONDS_PER_MINUTE = 60;

  private final VerificationIndex index;
  private final KeyStore store;
  private final LatchkeyMetrics metrics;
  private final Object lock = new Object();
  private boolean failing;

  LastUses(VerificationIndex index, KeyStore store, LatchkeyMetrics metrics) {
    this.index = index;
    this.store = store;
    this.metrics = GuardedMetrics.of(metrics);
  }

  /**
   * Hands every use to the store that it does not know of. A store that fails is reported in the
   * log; its uses stay for the next flush.
   *
   * @return how many keys' uses the store has taken
   */
  @CanIgnoreReturnValue
  int flush() {
    synchronized (lock) {
      List<IndexEntry> used = index.takeUnflushed();
      int taken = 0;
      try {
        while (taken < used.size()) {
          List<IndexEntry> batch = used.subList(taken, Math.min(taken + BATCH, used.size()));
          if (!recorded(batch)) {
            break;
          }
          taken += batch.size();
        }
      } finally {
        used.subList(taken, used.size()).forEach(index::keepForFlush);
      }
      return taken;
    }
  }

  /**
   * Flushes for the last time.
   *
   * @return how many keys' uses were lost, which the metrics are told as well
   */
  @CanIgnoreReturnValue
  int close() {
    synchronized (lock) {
      int taken = flush();
      int lost = index.unflushedUses();
      log.debug("last uses closed: {} recorded, {} lost", taken, lost);
      if (lost > 0) {
        metrics.usesDropped(lost);
      }
      return lost;
    }
  }

  private boolean recorded(List<IndexEntry> batch) {
    List<KeyUse> uses = new ArrayList<>(batch.size());
    for (IndexEntry entry : batch) {
      Instant minute = Instant.ofEpochSecond((long) entry.usedMinute() * SECONDS_PER_MINUTE);
      uses.add(new KeyUse(entry.idAsText().value(), minute));
    }
    try {
      store.recordUses(uses);
    } catch (RuntimeException e) {
      report(e);
      return false;
    }
    failing = false;
    for (int i = 0; i < uses.size(); i++) {
      batch.get(i).flushed((int) (uses.get(i).usedAt().getEpochSecond() / SECONDS_PER_MINUTE));
    }
    return true;
  }

  private void report(RuntimeException e) {
    if (failing) {
      log.debug("last uses are still not taken by the store", e);
      return;
    }
    failing = true;
    log.warn("last uses not taken by the store, kept for the next attempt", e);
  }
}
