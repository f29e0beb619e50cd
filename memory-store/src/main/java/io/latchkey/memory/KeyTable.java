package io.latchkey.memory;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys by id, in the order of a list (overall and per account), by group, and by their ends. */
final class KeyTable {

  private final Map<String, KeyRow> rows = new HashMap<>();
  private final NavigableMap<Position, KeyRow> all = new TreeMap<>(KeyRow::newestFirst);
  private final Map<String, NavigableMap<Position, KeyRow>> accounts = new HashMap<>();
  private final Map<KeyGroup, Set<KeyRow>> groups = new HashMap<>();
  private final Timeline due = new Timeline(key -> key.record().endsAt());
  private final Timeline ended = new Timeline(key -> key.details().endedAt());

  @Nullable StoredKey find(String keyId) {
    KeyRow row = rows.get(keyId);
    return row == null ? null : row.key();
  }

  void insert(StoredKey key) {
    add(new KeyRow(withLastUse(key, null)));
  }

  void update(StoredKey key) {
    KeyRow before = row(key.record().keyId());
    remove(before);
    add(new KeyRow(withLastUse(key, before.key().lastUsedAt().orElse(null))));
  }

  void delete(String keyId) {
    remove(row(keyId));
  }

  void recordUse(KeyUse use) {
    KeyRow row = rows.get(use.keyId());
    if (row != null) {
      row.use(use.usedAt());
    }
  }

  List<KeyRecord> records() {
    List<KeyRecord> records = new ArrayList<>(rows.size());
    rows.values().forEach(row -> records.add(row.key().record()));
    return records;
  }

  Set<KeyRow> group(KeyGroup group) {
    return groups.getOrDefault(group, Set.of());
  }

  List<StoredKey> list(KeyCriteria criteria) {
    KeyListing listing = new KeyListing(criteria);
    if (criteria.accountId().isPresent()) {
      NavigableMap<Position, KeyRow> order = accounts.get(criteria.accountId().orElseThrow());
      return order == null ? List.of() : listing.from(order);
    }
    if (criteria.dueAt().isPresent()) {
      return listing.from(due, criteria.dueAt().orElseThrow());
    }
    if (criteria.endedBefore().isPresent()) {
      return listing.from(ended, criteria.endedBefore().orElseThrow());
    }
    return listing.from(all);
  }

  private void add(KeyRow row) {
    rows.put(row.position().keyId(), row);
    all.put(row.position(), row);
    accounts
        .computeIfAbsent(row.accountId(), id -> new TreeMap<>(KeyRow::newestFirst))
        .put(row.position(), row);
    groups.computeIfAbsent(row.group(), id -> new HashSet<>()).add(row);
    due.add(row);
    ended.add(row);
  }

  private void remove(KeyRow row) {
    rows.remove(row.position().keyId());
    all.remove(row.position());
    accounts.computeIfPresent(row.accountId(), (id, order) -> without(order, row));
    groups.computeIfPresent(row.group(), (id, group) -> without(group, row));
    due.remove(row);
    ended.remove(row);
  }

  private KeyRow row(String keyId) {
    return Objects.requireNonNull(rows.get(keyId), "preconditions let an unknown key pass: a bug");
  }

  private static @Nullable NavigableMap<Position, KeyRow> without(
      NavigableMap<Position, KeyRow> order, KeyRow row) {
    order.remove(row.position());
    return order.isEmpty() ? null : order;
  }

  private static @Nullable Set<KeyRow> without(Set<KeyRow> group, KeyRow row) {
    group.remove(row);
    return group.isEmpty() ? null : group;
  }

  private static StoredKey withLastUse(StoredKey key, @Nullable Instant lastUsedAt) {
    return new StoredKey(key.record(), key.details(), lastUsedAt);
  }
}
