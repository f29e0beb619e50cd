package io.latchkey.contract;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Runs tasks on threads of their own that all start at the same moment. */
final class Race {

  private static final long PATIENCE_SECONDS = 60;
  private static final int READS = 25;
  private static final int MOST_WRITES = 300;

  /** Runs a number of like tasks against each other; the answers are in the order of the tasks. */
  @CanIgnoreReturnValue
  static <T> List<T> of(int threads, IntFunction<Callable<T>> task) {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(task.apply(i));
    }
    return run(tasks);
  }

  /** Runs tasks against each other; the answers are in the order of the tasks. */
  @CanIgnoreReturnValue
  static <T> List<T> run(List<Callable<T>> tasks) {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<T>> answers = new ArrayList<>();
      for (Callable<T> task : tasks) {
        answers.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return task.call();
                }));
      }
      return all(answers);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Runs readers, each a number of times, against writers that go on until the last reader is
   * through: so that there is something to see, however the threads are scheduled.
   */
  static void readersAmongWriters(int readers, Runnable read, int writers, IntConsumer write) {
    CountDownLatch reading = new CountDownLatch(readers);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      tasks.add(() -> readOften(read, reading));
    }
    for (int i = 0; i < writers; i++) {
      int first = i;
      tasks.add(() -> writeWhile(reading, round -> write.accept(first + round * writers)));
    }
    run(tasks);
  }

  private static boolean readOften(Runnable read, CountDownLatch reading) {
    try {
      for (int i = 0; i < READS; i++) {
        read.run();
      }
      return true;
    } finally {
      reading.countDown();
    }
  }

  private static boolean writeWhile(CountDownLatch reading, IntConsumer write) {
    for (int round = 0; round < MOST_WRITES && reading.getCount() > 0; round++) {
      write.accept(round);
    }
    return true;
  }

  private static <T> List<T> all(List<Future<T>> answers) {
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> answer : answers) {
        results.add(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while a race was running", e);
    } catch (TimeoutException e) {
      throw new AssertionError("a task of a race did not come to an end", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a task of a race failed: " + e.getCause(), e.getCause());
    }
  }
}
