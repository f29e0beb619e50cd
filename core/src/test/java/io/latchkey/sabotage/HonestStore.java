package io.latchkey.sabotage;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.KeyStore;

/** The store that no sabotage has touched, for whatever in core's tests needs a store. */
public final class HonestStore {

  private HonestStore() {}

  /** A new, empty one. */
  public static KeyStore create() {
    return new ReferenceStore();
  }

  /** Begins a transaction of a host's over one. */
  public static HostTransaction begin(KeyStore honest) {
    return ((ReferenceStore) honest).begin();
  }
}
