package io.latchkey;

import io.latchkey.sabotage.ReferenceStores;
import io.latchkey.spi.KeyStore;

/** The store that the tests of the engine run on. */
final class EngineStores {

  private EngineStores() {}

  static KeyStore fresh() {
    return ReferenceStores.fresh();
  }
}
