package io.latchkey.jdbc.faults;

import io.latchkey.KeyId;

/** A key that was acknowledged, with the text that a partner would hold. */
final class LiveKey {

  private final KeyId id;
  private final String text;

  LiveKey(KeyId id, String text) {
    this.id = id;
    this.text = text;
  }

  KeyId id() {
    return id;
  }

  String text() {
    return text;
  }
}
