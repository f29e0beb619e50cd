package io.latchkey;

import io.latchkey.spi.KeySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what goes on beside the requests: one task follows the feed, one ends what needs no store to
 * end, one keeps house. A store that hangs in one of them holds up no other.
 */
final class Background {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final FeedFollower follower;
  private final Duration tick;
  private final FeedWaiter waiter;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Task> tasks = new ArrayList<>();
  private final CountDownLatch stopped;
  private final CountDownLatch loaded = new CountDownLatch(1);

  Background(KeySource source, FeedFollower follower, Chores chores, Duration pollInterval) {
    this(source, follower, chores, pollInterval, TICK);
  }

  /** With another interval at which chores are looked through. */
  Background(
      KeySource source,
      FeedFollower follower,
      Chores chores,
      Duration pollInterval,
      Duration tick) {
    this.tick = tick;
    this.follower = follower;
    this.waiter = new FeedWaiter(source, follower::number, pollInterval);
    tasks.add(new Task("follower", this::follow));
    tasks.add(new Task("housekeeper", () -> keep(chores.house())));
    tasks.add(new Task("reveals", () -> keep(chores.prompt())));
    if (waiter.canWait()) {
      tasks.add(new Task("waiter", waiter::run));
    }
    this.stopped = new CountDownLatch(tasks.size());
  }

  /** A task of its own; one that never begins is not waited for. */
  private final class Task implements Runnable {

    private final String name;
    private final Runnable work;
    private final AtomicBoolean taken = new AtomicBoolean();

    Task(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public void run() {
      if (taken.getAndSet(true)) {
        return;
      }
      try {
        work.run();
      } finally {
        stopped.countDown();
      }
    }

    /** Keeps an executor that has not come to it from beginning it. */
    void stop() {
      if (!taken.getAndSet(true)) {
        stopped.countDown();
      }
    }
  }

  /** Something to do from time to time. */
  record Chore(String name, Duration interval, Runnable work) {}

  /**
   * All there is to do from time to time.
   *
   * @param prompt what asks no store, and must wait for none
   * @param house what may take as long as a store takes
   */
  record Chores(List<Chore> prompt, List<Chore> house) {}

  void start(@Nullable Executor hostExecutor) {
    tasks.forEach(task -> run(hostExecutor, "latchkey-" + task.name, task));
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
    try {
      while (stop.getCount() > 0) {
        boolean answered = follower.poll();
        if (answered) {
          loaded.countDown();
        }
        waiter.pause(answered);
      }
    } catch (InterruptedException e) {
      if (stop.getCount() > 0) {
        LOG.warn("the host interrupted the follower; verification will answer not available");
      }
    }
  }

  private void keep(List<Chore> chores) {
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
    }
  }

  /**
   * A chore that fails is tried again at its next turn, whatever it threw; it must not take the
   * others with it.
   */
  private static void run(Chore chore) {
    try {
      chore.work().run();
    } catch (Throwable e) {
      LOG.warn("{} failed and will be tried again", chore.name(), e);
    }
  }

  boolean awaitLoaded(Duration atMost) throws InterruptedException {
    return loaded.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean notified() {
    return waiter.works();
  }

  /**
   * Stops all tasks and waits for them for a while; a store that hangs can't hold up the end of the
   * process.
   */
  void stop(Duration patience) {
    stop.countDown();
    follower.stop();
    waiter.stop();
    tasks.forEach(Task::stop);
    try {
      if (!stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("background work is still running after {}", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
