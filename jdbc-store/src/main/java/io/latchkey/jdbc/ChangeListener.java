package io.latchkey.jdbc;

import io.latchkey.spi.StoreException;
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
 * wait and again after it broke. One of those who wait listens for all. Thread-safe.
 *
 * <p>Whoever waits goes on polling afterwards, and must get to it in time, whatever became of the
 * connection: so each answer on it is waited for only so long, and it is opened on a thread of its
 * own, which ends when it is open. How long a data source takes to say no is not known here.
 */
final class ChangeListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

  /** How long one read of the connection lasts, so that an interrupt and the end are seen. */
  private static final long SLICE_MILLIS = 200;

  /**
   * How long to leave a database alone whose connection broke or could not be opened, and how long
   * to wait for one that is being opened.
   */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long NANOS_IN_A_MILLI = 1_000_000;

  private final Notifications.Source source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /** Touched by the one who listens; without the lock by nobody else meanwhile. */
  private @Nullable Notifications notifications;

  private boolean someoneListens;
  private boolean closed;

  /** Whether the connection is being opened, and since when. */
  private boolean opening;

  private long openingSince;

  /** Whether the last opening failed. */
  private boolean unreachable;

  /** When to try again at the earliest. */
  private long retryAt = System.nanoTime();

  /** What was read last, and how often: an old answer may come from before a restore. */
  private long newest;

  private long readings;

  ChangeListener(Notifications.Source source) {
    this.source = source;
  }

  /**
   * Whether the feed moved beyond a number before the time was up.
   *
   * @throws StoreException if there is no connection to listen on, and none came in a moment
   */
  boolean await(long after, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
    lock.lockInterruptibly();
    try {
      long readBefore = readings;
      while (newest <= after || readings == readBefore) {
        long left = deadline - System.nanoTime();
        Notifications open = notifications;
        if (closed || left <= 0) {
          return false;
        }
        if (someoneListens) {
          moved.awaitNanos(left);
        } else if (open != null) {
          listen(open, newest > after ? 0 : left);
        } else {
          awaitOpen(left);
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Opens the connection, or waits until somebody has; not for long. */
  private void awaitOpen(long left) throws InterruptedException {
    long now = System.nanoTime();
    long patience = (opening ? openingSince + PAUSE_NANOS : retryAt) - now;
    if (opening ? patience <= 0 : unreachable && patience > 0) {
      throw new StoreException(
          StoreException.Kind.UNAVAILABLE, "there is no connection to listen on", null);
    }
    if (patience > 0) {
      moved.awaitNanos(Math.min(left, patience));
      return;
    }
    opening = true;
    openingSince = now;
    Thread thread = new Thread(this::open, "latchkey-listener");
    thread.setDaemon(true);
    thread.start();
  }

  private void open() {
    Notifications opened = null;
    long seen = 0;
    Exception failure = null;
    try {
      opened = source.open();
      seen = opened.newest();
    } catch (SQLException | RuntimeException e) {
      failure = e;
    }
    opened(opened, seen, failure);
  }

  private void opened(@Nullable Notifications opened, long seen, @Nullable Exception failure) {
    lock.lock();
    try {
      boolean keep = failure == null && !closed;
      if (keep) {
        notifications = opened;
        newest = seen;
        readings++;
      } else if (opened != null) {
        opened.close();
      }
      if (failure != null) {
        complain(failure);
        retryAt = System.nanoTime() + PAUSE_NANOS;
      }
      unreachable = failure != null;
      opening = false;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. Says so once, not every second. */
  private void complain(Exception failure) {
    if (unreachable) {
      LOG.debug("Still can't listen for changes", failure);
    } else {
      LOG.warn("Can't listen for changes; polling goes on, and listening is tried again", failure);
    }
  }

  /**
   * Called and left with the lock held, which others may have while the connection is read. Asks at
   * once if there is no time to wait.
   */
  private void listen(Notifications open, long nanos) throws InterruptedException {
    someoneListens = true;
    lock.unlock();
    Long seen = null;
    boolean failed = true;
    try {
      long millis = (nanos + NANOS_IN_A_MILLI - 1) / NANOS_IN_A_MILLI;
      seen = read(open, Math.min(millis, SLICE_MILLIS));
      failed = false;
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The connection that listens for changes broke; it is opened again", e);
      open.close();
    } finally {
      lock.lock();
      someoneListens = false;
      if (failed) {
        notifications = null;
        retryAt = System.nanoTime() + PAUSE_NANOS;
      }
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
  private static @Nullable Long read(Notifications open, long millis) throws SQLException {
    return millis == 0 || open.await(millis) ? open.newest() : null;
  }

  /**
   * Wakes everybody and gives the connection back. One that is long in coming is not waited for,
   * and given back when it comes.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
      while (someoneListens) {
        moved.awaitUninterruptibly();
      }
      awaitOpened();
      Notifications open = notifications;
      notifications = null;
      if (open != null) {
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitOpened() {
    long deadline = System.nanoTime() + PAUSE_NANOS;
    try {
      for (long left = PAUSE_NANOS; opening && left > 0; left = deadline - System.nanoTime()) {
        moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
