package io.latchkey;

import java.security.PrivateKey;

/** Signs the headers of snapshots. Immutable. */
final class SnapshotSigner {

  private final String keyId;
  private final PrivateKey key;

  SnapshotSigner(String keyId, PrivateKey key) {
    this.keyId = keyId;
    this.key = key;
  }

  String keyId() {
    return keyId;
  }

  byte[] sign(byte[] signedPart) {
    return Ed25519.sign(key, signedPart);
  }
}
