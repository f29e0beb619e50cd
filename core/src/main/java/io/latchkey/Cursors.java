package io.latchkey;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.Optional;

/** Cursors of lists: a place in their order, as text that a web address can carry. */
final class Cursors {

  private Cursors() {}

  static String after(StoredKey key) {
    return Long.toString(key.details().createdAt().toEpochMilli(), Character.MAX_RADIX)
        + "~"
        + key.record().keyId();
  }

  static KeyCriteria.Position parse(String cursor) {
    int split = cursor.indexOf('~');
    if (split > 0 && split < 16) {
      try {
        long millis = Long.parseLong(cursor.substring(0, split), Character.MAX_RADIX);
        Optional<KeyId> id = KeyId.parse(cursor.substring(split + 1));
        if (id.isPresent()) {
          return new KeyCriteria.Position(Instant.ofEpochMilli(millis), id.get().value());
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "not a cursor of this list: \"" + Texts.printable(cursor) + "\"", e);
      }
    }
    throw new IllegalArgumentException(
        "not a cursor of this list: \"" + Texts.printable(cursor) + "\"");
  }
}
