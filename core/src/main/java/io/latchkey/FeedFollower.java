package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index up to date with the store: one load, then the feed. Freshness counts from the
 * start of the read that answered, by the clock that verdicts go by: a wall clock that steps back
 * must not make what was just read look old.
 */
final class FeedFollower {

  private static final Logger LOG = LoggerFactory.getLogger(FeedFollower.class);
  private static final int PAGE = 1_000;

  private final KeySource source;
  private final VerificationIndex index;
  private final OpenReveals reveals;
  private final VerdictClock clock;
  private final LatchkeyMetrics metrics;
  private final AtomicLong partnersVersion;
  private final RowGate gate;

  /** Held while reading; verification in another thread never waits for it. */
  private final ReentrantLock reading = new ReentrantLock();

  /**
   * The newest change that this node made itself. It counts as seen: the index has it, and a
   * failover may lose it before the feed brings it.
   */
  private final AtomicLong committedHere = new AtomicLong();

  private volatile @Nullable Reached reached;

  /** Asked for by the gate until a load went well; only touched under {@link #reading}. */
  private boolean staleRows;

  private volatile boolean regressed;
  private volatile boolean failing;
  private volatile boolean stopped;

  FeedFollower(
      KeySource source,
      VerificationIndex index,
      OpenReveals reveals,
      VerdictClock clock,
      LatchkeyMetrics metrics,
      AtomicLong partnersVersion,
      RowGate gate) {
    this.gate = gate;
    this.source = source;
    this.index = index;
    this.reveals = reveals;
    this.clock = clock;
    this.metrics = metrics;
    this.partnersVersion = partnersVersion;
  }

  /**
   * Loads if nothing is loaded yet, and then reads all that is new. Reports a failing store and
   * does not throw.
   */
  @CanIgnoreReturnValue
  boolean poll() {
    reading.lock();
    try {
      if (!follow()) {
        return false;
      }
      if (failing) {
        failing = false;
        LOG.info("the store answers again, feed number {}", number());
      }
      return true;
    } catch (Throwable e) {
      // Whatever a store or the host's anchor throws: the bound on staleness decides, and the next
      // poll tries again.
      if (!failing) {
        failing = true;
        LOG.warn("the feed can't be read; verification goes on within the bound on staleness", e);
      }
      return false;
    } finally {
      reading.unlock();
    }
  }

  /** Reads until there is nothing new; false if it was stopped before. */
  private boolean follow() {
    boolean loadedBefore = false;
    while (!stopped) {
      long wallMillis = clock.nowMillis();
      long nanos = clock.nanoTime();
      Reached before = reached;
      Reached after =
          before == null ? load(false, wallMillis, nanos) : next(before, wallMillis, nanos);
      reached = after;
      if (after.complete) {
        index.freshAsOf(wallMillis, nanos);
      }
      // A load may take longer than what it read may be old, so what is new meanwhile is read at
      // once. One whose load and feed don't agree is not loaded for ever.
      if (after.complete && (!after.loaded || loadedBefore)) {
        metrics.feedFollowed(after.position.number(), (clock.nanoTime() - nanos) / 1_000_000);
        return true;
      }
      loadedBefore |= after.loaded;
    }
    return false;
  }

  private Reached next(Reached before, long wallMillis, long nanos) {
    long after = before.position.number();
    long own = committedHere.get();
    FeedPage page = source.changes(after, PAGE);
    boolean otherHistory = !page.position().epoch().equals(before.position.epoch());
    if (otherHistory || page.position().number() < Math.max(after, own)) {
      regressed = true;
      committedHere.compareAndSet(own, 0);
      LOG.error(
          "FEED_REGRESSED: the store is at {}, this node has seen {} and made {}. Keys seen ended"
              + " stay ended; everything else was read anew. Accept the restore when you know why.",
          page.position(),
          before.position,
          own);
      return load(true, wallMillis, nanos);
    }
    if (after < page.lowWater()) {
      LOG.info(
          "this node fell behind the feed's low-water mark {}, loading again", page.lowWater());
      return load(false, wallMillis, nanos);
    }
    // Behind the look for a regression, which a load alone would not notice.
    staleRows |= gate.takeStale();
    if (staleRows) {
      LOG.info("rows were put right that this node may hold otherwise, loading again");
      Reached loaded = load(false, wallMillis, nanos);
      staleRows = false;
      return loaded;
    }
    long number = after;
    for (FeedChange change : page.changes()) {
      requireRising(change.number(), number);
      apply(change);
      number = change.number();
    }
    boolean complete = number >= page.position().number();
    if (!complete) {
      requireRising(number, after);
    }
    return new Reached(
        new FeedPosition(before.position.epoch(), number), wallMillis, nanos, complete, false);
  }

  /** A store that shows no way ahead would be asked for ever. */
  private static void requireRising(long number, long last) {
    if (number <= last) {
      throw new IllegalStateException(
          "the feed does not go on: after change " + last + " the store shows " + number);
    }
  }

  private Reached load(boolean restored, long wallMillis, long nanos) {
    Reload reload = index.reload(restored);
    LoadGate looking = gate.load();
    FeedPosition position = source.load(new Watching(reload, looking));
    reload.finish();
    looking.finish();
    partnersVersion.incrementAndGet();
    LOG.info("loaded {} keys, feed number {}", index.size(), position.number());
    return new Reached(position, wallMillis, nanos, true, true);
  }

  private void apply(FeedChange change) {
    if (change instanceof FeedChange.KeyChanged changed) {
      apply(changed.key());
    } else if (change instanceof FeedChange.KeyRemoved removed) {
      index.remove(removed.keyId());
      reveals.removed(removed.keyId());
      gate.removed(removed.keyId());
    } else if (change instanceof FeedChange.PartnerChanged changed) {
      apply(changed.partner());
      partnersVersion.incrementAndGet();
    } else if (change instanceof FeedChange.AccountChanged changed) {
      apply(changed.account());
    }
  }

  private void apply(KeyRecord key) {
    if (!gate.admits(key)) {
      index.refuse(key);
      return;
    }
    if (KeyId.parse(key.keyId()).map(index::versionOf).orElse(0L) == 0) {
      gate.appeared(key);
    }
    index.apply(key);
    reveals.changed(key);
  }

  private void apply(PartnerRecord partner) {
    if (gate.admits(partner)) {
      index.apply(partner);
    } else {
      index.refuse(partner);
    }
  }

  private void apply(AccountRecord account) {
    if (gate.admits(account)) {
      index.apply(account);
    } else {
      index.refuse(account);
    }
  }

  /** Notes a change that this node made. */
  void committedHere(long feedNumber) {
    committedHere.accumulateAndGet(feedNumber, Math::max);
  }

  long number() {
    Reached now = reached;
    return now == null ? 0 : now.position.number();
  }

  /** Where this node stands in the feed; empty before anything is loaded. */
  Optional<FeedPosition> position() {
    Reached now = reached;
    return now == null ? Optional.empty() : Optional.of(now.position);
  }

  boolean loaded() {
    return reached != null;
  }

  /**
   * How long ago the read started that this node is up to date with, by the clock that says more.
   */
  Optional<Duration> age() {
    Reached now = reached;
    if (now == null) {
      return Optional.empty();
    }
    long byWall = clock.nowMillis() - now.wallMillis;
    long byNanos = (clock.nanoTime() - now.nanos) / 1_000_000;
    return Optional.of(Duration.ofMillis(Math.max(0, Math.max(byWall, byNanos))));
  }

  /** Nothing more is read: a poll that is under way ends with the page that it has. */
  void stop() {
    stopped = true;
  }

  boolean regressed() {
    return regressed;
  }

  void acceptRestore() {
    regressed = false;
  }

  /**
   * Where this node stands, since when, whether that was all there was, and whether it was loaded.
   */
  private record Reached(
      FeedPosition position, long wallMillis, long nanos, boolean complete, boolean loaded) {}

  /** Looks at what a load brings, and lets open reveals see it. */
  private final class Watching implements RecordSink {

    private final Reload reload;
    private final LoadGate looking;

    private Watching(Reload reload, LoadGate looking) {
      this.reload = reload;
      this.looking = looking;
    }

    @Override
    public void partner(PartnerRecord partner) {
      if (looking.admits(partner)) {
        reload.partner(partner);
      } else {
        reload.refuse(partner);
      }
    }

    @Override
    public void account(AccountRecord account) {
      if (looking.admits(account)) {
        reload.account(account);
      } else {
        reload.refuse(account);
      }
    }

    @Override
    public void key(KeyRecord key) {
      if (looking.admits(key)) {
        reload.key(key);
        reveals.changed(key);
      } else {
        reload.refuse(key);
      }
    }

    @Override
    public void chainSeal(String chain, String seal) {
      looking.chainSeal(chain, seal);
    }
  }
}
