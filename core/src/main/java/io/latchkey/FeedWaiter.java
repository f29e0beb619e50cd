package io.latchkey;

import io.latchkey.spi.KeySource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for changes in one task and tells another, which polls in any case: however long a store
 * waits, fails or lies, no poll is late. Thread-safe.
 *
 * <p>The store is asked once for each poll that it answered, so one that returns at once is not
 * asked any faster than it is polled.
 */
final class FeedWaiter {

  private static final Logger LOG = LoggerFactory.getLogger(FeedWaiter.class);

  /** How many pauses, each as long as a store may wait, outlast any waiting that works. */
  private static final int TOO_LONG = 3;

  private final KeySource source;
  private final LongSupplier number;
  private final Duration atMost;
  private final boolean wakes;

  /** A change may be waiting. */
  private final Semaphore woken = new Semaphore(0);

  /** The store has answered a poll since it was last asked to wait. */
  private final Semaphore polled = new Semaphore(0);

  private final Object lock = new Object();
  private @Nullable Thread waiting;
  private volatile boolean stopped;
  private volatile boolean works;

  /** Pauses since the store was asked to wait. */
  private final AtomicInteger pauses = new AtomicInteger();

  /** {@code number} is that of the last change seen. */
  FeedWaiter(KeySource source, LongSupplier number, Duration atMost) {
    this.source = source;
    this.number = number;
    this.atMost = atMost;
    this.wakes = source.capabilities().contains(KeySource.Capability.WAKES);
  }

  /** Whether the store can wake anybody. */
  boolean canWait() {
    return wakes;
  }

  /**
   * Lets the caller wait until the next poll is due, or a change wakes it.
   *
   * @param answered whether the store answered the last poll
   */
  void pause(boolean answered) throws InterruptedException {
    if (answered && wakes && polled.availablePermits() == 0) {
      polled.release();
    }
    pauses.incrementAndGet();
    if (woken.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      woken.drainPermits();
    }
  }

  /** Waits for changes until it is stopped. */
  void run() {
    synchronized (lock) {
      waiting = Thread.currentThread();
    }
    try {
      while (!stopped) {
        polled.acquire();
        if (await()) {
          woken.release();
        }
      }
    } catch (InterruptedException e) {
      if (!stopped) {
        LOG.warn("the host interrupted the waiting for changes; this node goes on polling");
      }
    } finally {
      works = false;
      synchronized (lock) {
        waiting = null;
        // Whoever stops us interrupts under this lock: an interrupt of ours must not reach what the
        // host's thread does next.
        Thread.interrupted();
      }
    }
  }

  private boolean await() throws InterruptedException {
    pauses.set(0);
    try {
      boolean changed = source.awaitChange(number.getAsLong(), atMost);
      works = true;
      return changed;
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      works = false;
      LOG.debug("the store can't wake this node at the moment, polling", e);
      return false;
    }
  }

  /** Whether the store waits as it should: the last time, and this time so far. */
  boolean works() {
    return works && pauses.get() <= TOO_LONG;
  }

  void stop() {
    stopped = true;
    woken.release();
    synchronized (lock) {
      if (waiting != null) {
        waiting.interrupt();
      }
    }
  }
}
