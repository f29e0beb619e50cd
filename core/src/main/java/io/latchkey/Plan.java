package io.latchkey;

import io.latchkey.spi.Commit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operation decided from what it read: nothing to write, or one commit and what to answer
 * when it is through.
 *
 * @param <T> the answer
 */
final class Plan<T> {

  private final String outcome;
  private final @Nullable Commit commit;
  private final Supplier<T> result;
  private final Runnable discard;

  private Plan(String outcome, @Nullable Commit commit, Supplier<T> result, Runnable discard) {
    this.outcome = outcome;
    this.commit = commit;
    this.result = result;
    this.discard = discard;
  }

  static <T> Plan<T> unchanged(T result) {
    return new Plan<>("unchanged", null, () -> result, () -> {});
  }

  /** What there was to write was written by the host's transaction. */
  static <T> Plan<T> staged(T result) {
    return new Plan<>("staged", null, () -> result, () -> {});
  }

  static <T> Plan<T> commit(Commit commit, Supplier<T> result) {
    return new Plan<>("done", commit, result, () -> {});
  }

  /**
   * The same plan; {@code cleanUp} runs if its commit is not made, so that what was generated for
   * it can be wiped.
   */
  Plan<T> orElse(Runnable cleanUp) {
    return new Plan<>(outcome, commit, result, cleanUp);
  }

  <R> Plan<R> map(Function<T, R> mapping) {
    return new Plan<>(outcome, commit, () -> mapping.apply(result.get()), discard);
  }

  /** What metrics say of it once it is through. */
  String outcome() {
    return outcome;
  }

  @Nullable Commit commit() {
    return commit;
  }

  T result() {
    return result.get();
  }

  void discard() {
    discard.run();
  }
}
