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

  private final @Nullable Commit commit;
  private final Supplier<T> result;
  private final Runnable discard;

  private Plan(@Nullable Commit commit, Supplier<T> result, Runnable discard) {
    this.commit = commit;
    this.result = result;
    this.discard = discard;
  }

  static <T> Plan<T> unchanged(T result) {
    return new Plan<>(null, () -> result, () -> {});
  }

  static <T> Plan<T> commit(Commit commit, Supplier<T> result) {
    return new Plan<>(commit, result, () -> {});
  }

  /**
   * The same plan; {@code cleanUp} runs if its commit is not made, so that what was generated for
   * it can be wiped.
   */
  Plan<T> orElse(Runnable cleanUp) {
    return new Plan<>(commit, result, cleanUp);
  }

  <R> Plan<R> map(Function<T, R> mapping) {
    return new Plan<>(commit, () -> mapping.apply(result.get()), discard);
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
