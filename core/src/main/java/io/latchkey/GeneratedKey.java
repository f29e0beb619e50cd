package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A key that was just drawn, with its secret. Whoever asked for it owns it and wipes it. */
final class GeneratedKey {

  private final char[] text;
  private final KeyId keyId;
  private final String tail;
  private final byte[] digest;

  /** Copies what a hasher has written and hashed. */
  GeneratedKey(Hasher hasher) {
    int length = hasher.length();
    byte[] bytes = hasher.text();
    text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = (char) bytes[i];
    }
    int body = length - KeyFormat.BODY;
    keyId = KeyId.of(new String(bytes, body, KeyFormat.ID, StandardCharsets.US_ASCII));
    int end = length - KeyFormat.TAIL;
    tail = new String(bytes, end, KeyFormat.TAIL, StandardCharsets.US_ASCII);
    digest = hasher.digestCopy();
  }

  KeyId keyId() {
    return keyId;
  }

  /** The last five characters. */
  String tail() {
    return tail;
  }

  /** A copy of the digest, made as {@link KeyDigest#ALGORITHM} says. */
  byte[] digest() {
    return digest.clone();
  }

  /** The text of the key: the array itself, which {@link #wipe()} overwrites. */
  char[] text() {
    return text;
  }

  void wipe() {
    Arrays.fill(text, '\0');
  }

  @Override
  public String toString() {
    return "GeneratedKey[" + keyId + ", text redacted]";
  }
}
