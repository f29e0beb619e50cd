package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs calls against each other, each on a thread of its own, and tells what became of them. */
final class Racing {

  private static final long PATIENCE_SECONDS = 60;

  private Racing() {}

  /** What became of a call: an answer, or a refusal. Whatever else it throws fails the test. */
  record Outcome<T>(T answer, RefusalReason refusal) {

    boolean done() {
      return refusal == null;
    }

    Optional<T> made() {
      return Optional.ofNullable(answer);
    }
  }

  static <T> List<Outcome<T>> many(int threads, IntFunction<Callable<T>> call) {
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      calls.add(call.apply(i));
    }
    return all(calls);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> List<Outcome<T>> of(Callable<T>... calls) {
    return all(List.of(calls));
  }

  /** The outcomes, in the order of the calls. */
  static <T> List<Outcome<T>> all(List<Callable<T>> calls) {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<Future<Outcome<T>>> running = new ArrayList<>();
      for (Callable<T> call : calls) {
        running.add(threads.submit(() -> run(call, start)));
      }
      List<Outcome<T>> outcomes = new ArrayList<>();
      for (Future<Outcome<T>> each : running) {
        outcomes.add(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return outcomes;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("a call of a race failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> Outcome<T> run(Callable<T> call, CyclicBarrier start) throws Exception {
    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    try {
      return new Outcome<>(call.call(), null);
    } catch (RefusedException e) {
      return new Outcome<>(null, e.reason());
    }
  }

  static long done(List<? extends Outcome<?>> outcomes) {
    return outcomes.stream().filter(Outcome::done).count();
  }

  /** Why calls were refused; every refusal must be one of these. */
  static void refusedOnlyFor(List<? extends Outcome<?>> outcomes, RefusalReason... reasons) {
    assertThat(outcomes.stream().filter(outcome -> !outcome.done()).map(Outcome::refusal))
        .isSubsetOf(reasons);
  }
}
