package io.latchkey.contract;

import io.latchkey.spi.KeyStore;
import org.junit.jupiter.api.Nested;

/**
 * The contract of a store whose content outlives its process: all of {@link KeyStoreContract}, and
 * that what was committed is still there when the store is opened again.
 *
 * @since 1.0
 */
public abstract class DurableKeyStoreContract extends KeyStoreContract {

  /** For subclasses. */
  protected DurableKeyStoreContract() {}

  /**
   * Closes a store and opens what it has written with a new one, as after a restart.
   *
   * @param used the store under test; not used any more afterwards, and not given to {@link
   *     #closeStore} either
   * @return a new store with the same content
   */
  protected abstract KeyStore reopen(KeyStore used);

  final void reopenStore() {
    goOnWith(reopen(store()));
  }

  /** What is still there after a restart. */
  @Nested
  class Durability extends DurabilityRules {
    Durability() {
      super(DurableKeyStoreContract.this);
    }
  }
}
