package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Signs audit heads with Ed25519 (RFC 8032). */
final class HeadSignature {

  private static final String ED25519 = "Ed25519";

  private HeadSignature() {}

  static String sign(PrivateKey key, AuditHead head) {
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initSign(key);
      signature.update(form(head));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key can't sign with Ed25519", e);
    }
  }

  static boolean verify(PublicKey key, AuditHead head, String signatureText) {
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initVerify(key);
      signature.update(form(head));
      return signature.verify(Base64.getDecoder().decode(signatureText));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** One line for each part; none of them can hold a line break. */
  private static byte[] form(AuditHead head) {
    return ("latchkey-audit-head-v1\n"
            + head.chain()
            + "\n"
            + head.sequence()
            + "\n"
            + head.hash()
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
