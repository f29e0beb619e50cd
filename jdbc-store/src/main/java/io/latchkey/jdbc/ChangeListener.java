package io.latchkey.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for changes that the database tells of, on a connection of its own, opened by the first
 * wait and again after it broke. One of those who wait listens for all; there is no thread besides.
 * Thread-safe.
 */
final class ChangeListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

  /** How long one read of the connection lasts, so that an interrupt and the end are seen. */
  private static final long SLICE_MILLIS = 200;

  /** How long to leave a database alone that could not be reached. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long NANOS_IN_A_MILLI = 1_000_000;

  private final Notifications.Source source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /** Touched by the one who listens, and by {@link #close} when nobody does any more. */
  private @Nullable Notifications notifications;

  private boolean someoneListens;
  private boolean broken;
  private boolean closed;

  /** What was read last, and how often: an old answer may come from before a restore. */
  private long newest;

  private long readings;

  ChangeListener(Notifications.Source source) {
    this.source = source;
  }

  /** Whether the feed moved beyond a number before the time was up. */
  boolean await(long after, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
    lock.lockInterruptibly();
    try {
      long before = readings;
      while (newest <= after || readings == before) {
        long left = deadline - System.nanoTime();
        if (closed || left <= 0) {
          return false;
        }
        if (someoneListens) {
          moved.awaitNanos(left);
        } else if (broken) {
          moved.awaitNanos(Math.min(left, PAUSE_NANOS));
          broken = false;
        } else {
          listen(newest > after ? 0 : left);
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Called and left with the lock held, which others may have while the connection is read. Asks at
   * once if there is no time to wait.
   */
  private void listen(long nanos) throws InterruptedException {
    someoneListens = true;
    lock.unlock();
    Long seen = null;
    boolean failed = true;
    try {
      long millis = (nanos + NANOS_IN_A_MILLI - 1) / NANOS_IN_A_MILLI;
      seen = read(Math.min(millis, SLICE_MILLIS));
      failed = false;
    } catch (SQLException e) {
      LOG.warn("Can't listen for changes; polling goes on, and listening is tried again", e);
      release();
    } finally {
      lock.lock();
      someoneListens = false;
      broken = failed;
      if (seen != null) {
        newest = seen;
        readings++;
      }
      moved.signalAll();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for a change");
    }
  }

  /** The feed's newest number, or null if nothing was told. */
  private @Nullable Long read(long millis) throws SQLException {
    Notifications open = notifications;
    if (open == null) {
      open = source.open();
      notifications = open;
      return open.newest();
    }
    return millis == 0 || open.await(millis) ? open.newest() : null;
  }

  private void release() {
    Notifications open = notifications;
    notifications = null;
    if (open != null) {
      open.close();
    }
  }

  /** Wakes everybody and gives the connection back. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
      while (someoneListens) {
        moved.awaitUninterruptibly();
      }
      release();
    } finally {
      lock.unlock();
    }
  }
}
