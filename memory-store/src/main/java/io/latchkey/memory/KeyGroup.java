package io.latchkey.memory;

import io.latchkey.spi.StoredKey;

/** The keys among which a limit counts. */
record KeyGroup(String accountId, String partnerId, String apiType) {

  static KeyGroup of(StoredKey key) {
    return new KeyGroup(key.record().accountId(), key.record().partnerId(), key.record().apiType());
  }
}
