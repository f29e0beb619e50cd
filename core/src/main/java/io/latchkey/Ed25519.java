package io.latchkey;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECKey;

/** Ed25519 (RFC 8032) by the platform's own provider. */
final class Ed25519 {

  /** The number of bytes of a signature. */
  static final int SIGNATURE = 64;

  private static final String NAME = "Ed25519";

  private Ed25519() {}

  /** Refuses a key of another algorithm. */
  static void require(String name, Key key) {
    String algorithm = key.getAlgorithm();
    // EdDSA is the name of Ed448 keys as well; one that tells its curve must tell the right one.
    String curve = key instanceof EdECKey known ? known.getParams().getName() : NAME;
    boolean edwards = algorithm.equals("EdDSA") || algorithm.equals(NAME);
    if (!edwards || !curve.equals(NAME)) {
      throw new IllegalArgumentException(
          name + " must be an Ed25519 key, not " + (edwards ? curve : algorithm));
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key can't sign with Ed25519", e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
