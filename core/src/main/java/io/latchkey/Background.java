package io.latchkey;

import io.latchkey.spi.KeySource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what goes on beside the requests: one task follows the feed, one keeps house. */
final class Background {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final KeySource source;
  private final FeedFollower follower;
  private final List<Chore> chores;
  private final Duration pollInterval;
  private final Duration tick;
  private final boolean wakes;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(2);
  private final CountDownLatch loaded = new CountDownLatch(1);
  private volatile @Nullable Thread following;
  private volatile boolean notified;

  Background(KeySource source, FeedFollower follower, List<Chore> chores, Duration pollInterval) {
    this(source, follower, chores, pollInterval, TICK);
  }

  /** With another interval at which chores are looked through. */
  Background(
      KeySource source,
      FeedFollower follower,
      List<Chore> chores,
      Duration pollInterval,
      Duration tick) {
    this.tick = tick;
    this.source = source;
    this.follower = follower;
    this.chores = chores;
    this.pollInterval = pollInterval;
    this.wakes = source.capabilities().contains(KeySource.Capability.WAKES);
  }

  /** Something to do from time to time. */
  record Chore(String name, Duration interval, Runnable work) {}

  void start(@Nullable Executor hostExecutor) {
    run(hostExecutor, "latchkey-follower", this::follow);
    run(hostExecutor, "latchkey-housekeeper", this::keepHouse);
  }

  /** Runs a task on the host's executor, or on a daemon thread of its own. */
  static void run(@Nullable Executor hostExecutor, String name, Runnable task) {
    if (hostExecutor != null) {
      hostExecutor.execute(task);
      return;
    }
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void follow() {
    following = Thread.currentThread();
    try {
      while (stop.getCount() > 0) {
        boolean answered = follower.poll();
        if (follower.loaded()) {
          loaded.countDown();
        }
        pause(answered);
      }
    } catch (InterruptedException e) {
      if (stop.getCount() > 0) {
        LOG.warn("the host interrupted the follower; verification will answer not available");
      }
    } catch (RuntimeException | Error e) {
      LOG.error("the follower died; verification will answer not available", e);
      throw e;
    } finally {
      following = null;
      // An interrupt of ours that came late must not reach what the host's thread does next.
      Thread.interrupted();
      stopped.countDown();
    }
  }

  private void pause(boolean answered) throws InterruptedException {
    if (answered && wakes && stop.getCount() > 0) {
      try {
        source.awaitChange(follower.number(), pollInterval);
        notified = true;
        return;
      } catch (RuntimeException e) {
        notified = false;
        LOG.debug("the store can't wake this node at the moment, polling", e);
      }
    }
    stop.await(pollInterval.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void keepHouse() {
    long[] due = new long[chores.size()];
    long start = System.nanoTime();
    for (int i = 0; i < due.length; i++) {
      due[i] = start + chores.get(i).interval().toNanos();
    }
    try {
      while (!stop.await(tick.toNanos(), TimeUnit.NANOSECONDS)) {
        for (int i = 0; i < due.length; i++) {
          if (System.nanoTime() - due[i] >= 0) {
            run(chores.get(i));
            due[i] = System.nanoTime() + chores.get(i).interval().toNanos();
          }
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the housekeeper was interrupted", e);
    } finally {
      stopped.countDown();
    }
  }

  /** A chore that fails is tried again at its next turn; it must not take the others with it. */
  private static void run(Chore chore) {
    try {
      chore.work().run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed and will be tried again", chore.name(), e);
    }
  }

  boolean awaitLoaded(Duration atMost) throws InterruptedException {
    return loaded.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean notified() {
    return notified;
  }

  /**
   * Stops both tasks and waits for them for a while; a store that hangs can't hold up the end of
   * the process.
   */
  void stop(Duration patience) {
    stop.countDown();
    Thread waiting = following;
    if (waiting != null && wakes) {
      waiting.interrupt();
    }
    try {
      if (!stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("background work is still running after {}", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
