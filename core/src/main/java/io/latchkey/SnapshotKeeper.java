package io.latchkey;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decides which snapshots are shown: signed by who is trusted, for this scope, young enough, and
 * never older than one seen before. Thread-safe; one is taken over at a time.
 */
final class SnapshotKeeper {

  /** How far the host's clock may be ahead of ours before one of them must be wrong. */
  private static final long MAX_AHEAD_MILLIS = 60_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ReentrantLock taking = new ReentrantLock();
  private final SnapshotIndex index = new SnapshotIndex();
  private final SnapshotSettings settings;
  private final VerdictClock clock;

  private volatile @Nullable String acceptedEpoch;
  private boolean closed;

  SnapshotKeeper(SnapshotSettings settings, VerdictClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  SnapshotIndex index() {
    return index;
  }

  void acceptEpoch(String epoch) {
    acceptedEpoch = epoch;
  }

  /**
   * Shows the first snapshot as soon as its signature and its tables are checked.
   *
   * @return its pages, which are checked when they are first looked at, or by the caller
   */
  SnapshotPages first(Path path) {
    taking.lock();
    try {
      SnapshotView view = open(path);
      show(view);
      return view.pages();
    } finally {
      taking.unlock();
    }
  }

  /** Shows another snapshot once every page of it is checked. */
  SnapshotInfo next(Path path) {
    taking.lock();
    try {
      SnapshotView view = open(path);
      SnapshotPages pages = view.pages();
      pages.checkAll();
      if (pages.damaged() > 0) {
        throw new SnapshotException(
            SnapshotException.Reason.DAMAGED,
            pages.damaged() + " of " + pages.count() + " pages of the snapshot are not as signed");
      }
      show(view);
      return view.info();
    } finally {
      taking.unlock();
    }
  }

  private SnapshotView open(Path path) {
    if (closed) {
      throw new IllegalStateException("this verifier is closed");
    }
    long nanos = clock.nanoTime();
    SnapshotFile file = SnapshotFile.open(path, settings.trusted());
    SnapshotPages pages = null;
    try {
      SnapshotInfo info = file.header().info();
      checkScope(info);
      checkOrder(info.position());
      Freshness freshness = freshness(info.position(), nanos);
      SnapshotTables tables = SnapshotTables.read(file.tables(), settings.verifying());
      pages = new SnapshotPages(file, file.directory());
      return new SnapshotView(info, tables, pages, freshness);
    } finally {
      if (pages == null) {
        file.close();
      }
    }
  }

  private void checkScope(SnapshotInfo info) {
    SnapshotView shown = index.shown();
    SnapshotScope expected = settings.scope();
    if (expected == null && shown != null) {
      expected = shown.info().scope();
    }
    if (expected != null && !expected.equals(info.scope())) {
      throw new SnapshotException(
          SnapshotException.Reason.WRONG_SCOPE,
          "the snapshot is for " + info.scope() + ", expected is " + expected);
    }
  }

  private void checkOrder(SnapshotPosition found) {
    SnapshotView shown = index.shown();
    if (shown != null) {
      checkOrder(found, shown.info().position());
    }
    Optional.ofNullable(settings.state())
        .flatMap(SnapshotState::read)
        .ifPresent(seen -> checkOrder(found, seen));
  }

  private void checkOrder(SnapshotPosition found, SnapshotPosition seen) {
    if (found.epoch().equals(seen.epoch())) {
      if (found.isOlderThan(seen)) {
        throw new SnapshotException(
            SnapshotException.Reason.OLDER_THAN_SEEN,
            "the snapshot is at change " + found.number() + ", seen is " + seen.number());
      }
    } else if (!found.epoch().equals(acceptedEpoch)) {
      throw new SnapshotException(
          SnapshotException.Reason.OTHER_EPOCH,
          "the snapshot is of epoch "
              + Texts.printable(found.epoch())
              + ", seen is "
              + Texts.printable(seen.epoch()));
    }
  }

  /**
   * How long a snapshot counts: from when its reading began, by our wall clock now, and by the
   * monotonic one from now on.
   */
  private Freshness freshness(SnapshotPosition position, long nanos) {
    long age = clock.nowMillis() - position.asOfMillis();
    long maxMillis = settings.verifying().maxStaleness().toMillis();
    if (age > maxMillis) {
      throw new SnapshotException(
          SnapshotException.Reason.TOO_OLD,
          "the snapshot is " + age + " ms old, " + maxMillis + " are allowed");
    }
    if (age < -MAX_AHEAD_MILLIS) {
      throw new SnapshotException(
          SnapshotException.Reason.FROM_THE_FUTURE,
          "the snapshot was made " + -age + " ms later than it is now");
    }
    long since = nanos - Math.max(0, age) * NANOS_PER_MILLI;
    return new Freshness(
        position.asOfMillis(), since, maxMillis, settings.verifying().maxStaleness().toNanos());
  }

  /** Remembers a snapshot before it answers anything. */
  private void show(SnapshotView view) {
    boolean done = false;
    try {
      SnapshotState state = settings.state();
      if (state != null) {
        state.write(view.info().position());
      }
      index.show(view);
      done = true;
    } finally {
      if (!done) {
        view.pages().close();
      }
    }
  }

  void close() {
    taking.lock();
    try {
      closed = true;
      index.close();
    } finally {
      taking.unlock();
    }
  }
}
