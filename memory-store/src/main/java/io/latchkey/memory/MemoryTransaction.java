package io.latchkey.memory;

import io.latchkey.spi.StagedKey;
import io.latchkey.spi.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What stands for a transaction of the host's over a {@link MemoryKeyStore}, so that code which
 * stages keys can be tested without a database: what is staged in it is nowhere until it commits,
 * and never if it is closed first. Not thread-safe.
 *
 * <pre>{@code
 * try (MemoryTransaction transaction = store.begin()) {
 *   issued = latchkey.within(transaction).create(admin, request);
 *   transaction.commit();
 * }
 * }</pre>
 *
 * @since 1.0
 */
public final class MemoryTransaction implements Staging, AutoCloseable {

  private final Consumer<List<StagedKey>> store;
  private final List<StagedKey> staged = new ArrayList<>();
  private boolean ended;

  MemoryTransaction(Consumer<List<StagedKey>> store) {
    this.store = store;
  }

  /**
   * Keeps a key for the commit.
   *
   * @param key the key as it is to be
   * @throws IllegalStateException if the transaction has ended
   */
  @Override
  public void stage(StagedKey key) {
    requireOpen();
    staged.add(key);
  }

  /**
   * Commits: all that was staged can be adopted from now on.
   *
   * @throws IllegalStateException if the transaction has ended
   */
  public void commit() {
    requireOpen();
    ended = true;
    store.accept(List.copyOf(staged));
  }

  /** Rolls back, unless it was committed. Idempotent. */
  @Override
  public void close() {
    ended = true;
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the transaction has ended");
    }
  }
}
