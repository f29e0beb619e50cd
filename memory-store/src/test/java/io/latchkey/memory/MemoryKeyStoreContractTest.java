package io.latchkey.memory;

import io.latchkey.contract.KeyStoreContract;
import io.latchkey.spi.KeyStore;

final class MemoryKeyStoreContractTest extends KeyStoreContract {

  @Override
  protected KeyStore createStore() {
    return new MemoryKeyStore();
  }
}
