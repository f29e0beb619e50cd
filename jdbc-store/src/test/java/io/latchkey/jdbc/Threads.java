package io.latchkey.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Runs things at the same time. */
final class Threads {

  private static final int PATIENCE_SECONDS = 120;

  private Threads() {}

  /** Runs tasks that begin together; the answers are in the order of the tasks. */
  static <T> List<T> together(int count, IntFunction<Callable<T>> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CyclicBarrier start = new CyclicBarrier(count);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Callable<T> body = task.apply(i);
        running.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return body.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : running) {
        answers.add(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Begins a task on a thread of its own. */
  static <T> Future<T> begin(Supplier<T> task) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<T> running = thread.submit(task::get);
    thread.shutdown();
    return running;
  }

  /** Whether a task is still running after a time in which it would long have ended. */
  static boolean isHeldBack(Future<?> running) throws InterruptedException, ExecutionException {
    try {
      running.get(400, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    }
  }

  static <T> T answer(Future<T> running) throws Exception {
    return running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
