package io.latchkey.sabotage;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.StagedKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A host's transaction over a {@link ReferenceStore}: what it staged is its own until it commits.
 */
final class StagedTransaction implements HostTransaction {

  private final ReferenceStore store;
  private final List<StagedKey> keys = new ArrayList<>();
  private boolean ended;

  StagedTransaction(ReferenceStore store) {
    this.store = store;
  }

  @Override
  public void stage(StagedKey staged) {
    if (ended) {
      throw new IllegalStateException("the host's transaction has ended");
    }
    store.stage(staged);
    keys.add(staged);
  }

  @Override
  public void commit() {
    end(keys);
  }

  @Override
  public void close() {
    if (!ended) {
      end(List.of());
    }
  }

  private void end(List<StagedKey> committed) {
    ended = true;
    store.endHostTransaction(committed);
  }
}
