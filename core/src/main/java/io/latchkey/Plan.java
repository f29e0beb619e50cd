package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.StoredKey;
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
  private final @Nullable StoredKey seen;

  private Plan(String outcome, @Nullable Commit commit, Supplier<T> result, Runnable discard) {
    this(outcome, commit, result, discard, null);
  }

  private Plan(
      String outcome,
      @Nullable Commit commit,
      Supplier<T> result,
      Runnable discard,
      @Nullable StoredKey seen) {
    this.seen = seen;
    this.outcome = outcome;
    this.commit = commit;
    this.result = result;
    this.discard = discard;
  }

  static <T> Plan<T> unchanged(T result) {
    return new Plan<>("unchanged", null, () -> result, () -> {});
  }

  /** The key is already as it was to become, by a commit that this process need not know of yet. */
  static <T> Plan<T> unchanged(T result, StoredKey seen) {
    return new Plan<>("unchanged", null, () -> result, () -> {}, seen);
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
    return new Plan<>(outcome, commit, result, cleanUp, seen);
  }

  <R> Plan<R> map(Function<T, R> mapping) {
    return new Plan<>(outcome, commit, () -> mapping.apply(result.get()), discard, seen);
  }

  /** What metrics say of it once it is through. */
  String outcome() {
    return outcome;
  }

  /** The key that the answer tells of, if nothing is written. */
  @Nullable StoredKey seen() {
    return seen;
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
