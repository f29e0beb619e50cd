package io.latchkey.memory;

import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.StoredKey;
import java.time.Instant;

/** A key at its place in the indexes. A use changes what the row holds, never where it stands. */
final class KeyRow {

  private final Position position;
  private StoredKey key;

  KeyRow(StoredKey key) {
    this.position = new Position(key.details().createdAt(), key.record().keyId());
    this.key = key;
  }

  Position position() {
    return position;
  }

  String accountId() {
    return key.record().accountId();
  }

  KeyGroup group() {
    return KeyGroup.of(key);
  }

  StoredKey key() {
    return key;
  }

  /** The order of a list, rule L1. For ids as core makes them, characters and bytes sort alike. */
  static int newestFirst(Position one, Position other) {
    int newerFirst = other.createdAt().compareTo(one.createdAt());
    return newerFirst == 0 ? one.keyId().compareTo(other.keyId()) : newerFirst;
  }

  void use(Instant at) {
    if (key.lastUsedAt().filter(last -> !last.isBefore(at)).isEmpty()) {
      key = new StoredKey(key.record(), key.details(), at);
    }
  }
}
