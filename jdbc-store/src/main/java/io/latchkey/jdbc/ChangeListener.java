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
 * Waits for changes that the database tells of. One daemon thread, begun by the first wait, opens a
 * connection of its own, reads it, and opens another after it broke: so nobody who waits hangs with
 * it, and who can't be woken learns so at once. Thread-safe.
 */
final class ChangeListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

  /** How long one read of the connection lasts, so that the end and a question are seen. */
  private static final long SLICE_MILLIS = 200;

  /** How often the connection is asked something, because one that is dead is silent, too. */
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How long to leave a database alone that could not be reached. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long a wait gives the first connection to come about. */
  private static final long OPENING_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long the end waits for the thread to give its connection back in good order. */
  private static final long ENDING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Notifications.Source source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  private State state = State.IDLE;
  private long openingSince;
  private boolean runs;
  private boolean closed;

  /** Set while the thread has a connection; for {@link #close} to cut. */
  private @Nullable Notifications notifications;

  /** What was read last, and how often: an old answer may come from before a restore. */
  private long newest;

  private long readings;

  /** The reading that a wait was last ended with at once; no further one is. */
  private long served;

  /** Someone waits for a reading that is newer than the last. */
  private boolean asked;

  ChangeListener(Notifications.Source source) {
    this.source = source;
  }

  private enum State {
    IDLE,
    OPENING,
    LISTENING,
    BROKEN
  }

  /**
   * Whether the feed moved beyond a number before the time was up. Fails when nobody would tell, so
   * that the caller knows that it has to ask.
   */
  boolean await(long after, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
    lock.lockInterruptibly();
    try {
      begin();
      long before = served < readings ? readings - 1 : readings;
      asked |= newest > after && before == readings;
      while (newest <= after || readings == before) {
        long left = deadline - System.nanoTime();
        requireListening();
        if (left <= 0) {
          return false;
        }
        moved.awaitNanos(state == State.OPENING ? Math.min(left, openingLeft()) : left);
      }
      requireListening();
      served = readings;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    if (!runs && !closed) {
      runs = true;
      state = State.OPENING;
      openingSince = System.nanoTime();
      Thread thread = new Thread(this::run, "latchkey-listener");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private long openingLeft() {
    return OPENING_NANOS - (System.nanoTime() - openingSince);
  }

  private void requireListening() {
    if (closed) {
      throw impossible("the store is closed");
    }
    if (state == State.BROKEN || (state == State.OPENING && openingLeft() <= 0)) {
      throw impossible("there is no connection to listen on at the moment");
    }
  }

  private static StoreException impossible(String why) {
    return new StoreException(
        StoreException.Kind.UNAVAILABLE, "can't wait for a change: " + why, null);
  }

  private void run() {
    try {
      while (goesOn()) {
        try (Notifications open = source.open()) {
          follow(open);
        } catch (SQLException | RuntimeException e) {
          broke(e);
        }
        pause();
      }
    } finally {
      ended();
    }
  }

  private boolean goesOn() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Reads the connection until it breaks or the end comes. */
  private void follow(Notifications open) throws SQLException {
    opened(open);
    try {
      long heard = System.nanoTime() - HEARTBEAT_NANOS;
      boolean told = false;
      while (goesOn()) {
        if (told || isAsked() || System.nanoTime() - heard >= HEARTBEAT_NANOS) {
          read(open.newest());
          heard = System.nanoTime();
        }
        told = open.await(SLICE_MILLIS);
      }
    } finally {
      opened(null);
    }
  }

  private void opened(@Nullable Notifications open) {
    lock.lock();
    try {
      notifications = open;
    } finally {
      lock.unlock();
    }
  }

  private boolean isAsked() {
    lock.lock();
    try {
      return asked;
    } finally {
      lock.unlock();
    }
  }

  private void read(long number) {
    lock.lock();
    try {
      if (state == State.BROKEN) {
        LOG.info("Listening for changes again");
      }
      state = State.LISTENING;
      newest = number;
      readings++;
      asked = false;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Said once, not at every attempt of an outage. */
  private void broke(Exception e) {
    lock.lock();
    try {
      if (state == State.BROKEN || closed) {
        LOG.debug("still can't listen for changes", e);
      } else {
        LOG.warn("Can't listen for changes; polling goes on, and listening is tried again", e);
      }
      state = State.BROKEN;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    lock.lock();
    try {
      long left = PAUSE_NANOS;
      while (!closed && left > 0) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      LOG.debug("the thread that listens was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private void ended() {
    lock.lock();
    try {
      runs = false;
      state = State.BROKEN;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends all waits and gives the connection back. One that does not answer is cut; one that is only
   * just asked for is given back as soon as it comes.
   */
  @Override
  public void close() {
    Notifications cut;
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
      awaitEnd();
      cut = notifications;
    } finally {
      lock.unlock();
    }
    if (cut != null) {
      cut.abort();
    }
  }

  private void awaitEnd() {
    long left = ENDING_NANOS;
    try {
      while (runs && left > 0) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
