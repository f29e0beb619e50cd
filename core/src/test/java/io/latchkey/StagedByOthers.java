package io.latchkey;

import io.latchkey.contract.Records;
import io.latchkey.spi.StagedKey;

/** Keys as another version of the library may have staged them. */
final class StagedByOthers {

  private StagedByOthers() {}

  static StagedKey key(KeyId id, String operation) {
    return new StagedKey(
        Records.key(id.value(), record -> record.accountId(World.GLOBEX.value())), operation);
  }
}
