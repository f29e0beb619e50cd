package io.latchkey;

import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads stored keys as this version of the library understands them. */
final class KeyRows {

  private KeyRows() {}

  /** The state at an instant; time that has passed counts, whether or not anybody recorded it. */
  static KeyState state(StoredKey key, Instant at) {
    String code = key.record().stateAt(at);
    return KeyState.ofCode(code)
        .orElseThrow(
            () ->
                new UnreadableRecordException(
                    key.record().keyId(),
                    "key "
                        + key.record().keyId()
                        + " is in a state that this version does not know",
                    null));
  }

  /** The same for showing it, which goes on whatever a newer version has written. */
  static KeyState shown(StoredKey key, Instant at) {
    return KeyState.ofCode(key.record().stateAt(at)).orElse(KeyState.UNKNOWN);
  }

  /** Tells whether time has ended the key and nobody recorded it yet. */
  static boolean due(StoredKey key, Instant at) {
    return key.record().endsAt().filter(end -> !end.isAfter(at)).isPresent();
  }

  /** The permissions that the universe knows; a name that it does not know grants nothing. */
  static Set<Permission> permissions(KeyRecord record, ApiType type) {
    Set<Permission> known = new LinkedHashSet<>();
    for (Permission permission : type.permissions()) {
      if (record.permissions().contains(permission.name())) {
        known.add(permission);
      }
    }
    return Collections.unmodifiableSet(known);
  }
}
