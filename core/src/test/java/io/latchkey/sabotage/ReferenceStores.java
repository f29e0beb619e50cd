package io.latchkey.sabotage;

import io.latchkey.spi.KeyStore;

/** Hands the honest store to tests of other packages. */
public final class ReferenceStores {

  private ReferenceStores() {}

  /** An empty store. */
  public static KeyStore fresh() {
    return new ReferenceStore();
  }
}
