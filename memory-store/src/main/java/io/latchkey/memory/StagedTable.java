package io.latchkey.memory;

import io.latchkey.spi.StagedKey;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keys that hosts' transactions have staged and committed, by id. */
final class StagedTable {

  private final NavigableMap<String, StagedKey> rows = new TreeMap<>();

  boolean contains(String keyId) {
    return rows.containsKey(keyId);
  }

  void put(StagedKey staged) {
    rows.put(staged.key().record().keyId(), staged);
  }

  void remove(String keyId) {
    rows.remove(keyId);
  }

  Optional<StagedKey> find(String accountId, String keyId) {
    return Optional.ofNullable(rows.get(keyId))
        .filter(staged -> staged.key().record().accountId().equals(accountId));
  }

  List<StagedKey> list(String after, int limit) {
    return rows.tailMap(after, false).values().stream().limit(limit).toList();
  }
}
