package io.latchkey.memory;

import io.latchkey.spi.Commit;
import io.latchkey.spi.LiveLimit;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts live keys for a limit: without the keys that the commit inserts, and with those that it
 * updates or deletes as they are afterwards.
 */
final class LiveCount {

  private final LiveLimit limit;
  private final KeyGroup group;
  private final State state;
  private final Map<String, StoredKey> updated = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();

  LiveCount(LiveLimit limit, Commit commit, State state) {
    this.limit = limit;
    this.state = state;
    group = new KeyGroup(limit.accountId(), limit.partnerId(), limit.apiType());
    commit.keyUpdates().forEach(key -> updated.put(key.record().keyId(), key));
    commit.keyDeletes().stream().map(VersionedId::id).forEach(deleted::add);
  }

  boolean isFull() {
    int count = 0;
    for (KeyRow row : state.keysOf(group)) {
      if (counts(afterwards(row.position().keyId())) && ++count == limit.max()) {
        return true;
      }
    }
    return false;
  }

  private boolean counts(@Nullable StoredKey key) {
    return key != null && isLive(key) && !isLive(predecessorOf(key));
  }

  private @Nullable StoredKey predecessorOf(StoredKey key) {
    return key.details().predecessorId().map(this::afterwards).orElse(null);
  }

  private boolean isLive(@Nullable StoredKey key) {
    return key != null
        && KeyGroup.of(key).equals(group)
        && limit.liveStates().contains(key.record().stateAt(limit.at()));
  }

  private @Nullable StoredKey afterwards(String keyId) {
    if (deleted.contains(keyId)) {
      return null;
    }
    StoredKey key = updated.get(keyId);
    return key == null ? state.key(keyId) : key;
  }
}
