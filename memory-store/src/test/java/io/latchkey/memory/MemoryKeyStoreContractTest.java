package io.latchkey.memory;

import io.latchkey.contract.HostTransaction;
import io.latchkey.contract.KeyStoreContract;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StagedKey;

final class MemoryKeyStoreContractTest extends KeyStoreContract {

  @Override
  protected KeyStore createStore() {
    return new MemoryKeyStore();
  }

  @Override
  protected HostTransaction beginHostTransaction(KeyStore used) {
    return new Transaction(((MemoryKeyStore) used).begin());
  }

  /** The store's own transaction as the contract knows one. */
  private record Transaction(MemoryTransaction begun) implements HostTransaction {

    @Override
    public void stage(StagedKey staged) {
      begun.stage(staged);
    }

    @Override
    public void commit() {
      begun.commit();
    }

    @Override
    public void close() {
      begun.close();
    }
  }
}
