package io.latchkey;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;

/** Signs audit heads with Ed25519 (RFC 8032). */
final class HeadSignature {

  private HeadSignature() {}

  static String sign(PrivateKey key, AuditHead head) {
    return Base64.getEncoder().encodeToString(Ed25519.sign(key, form(head)));
  }

  static boolean verify(PublicKey key, AuditHead head, String signatureText) {
    try {
      return Ed25519.verify(key, form(head), Base64.getDecoder().decode(signatureText));
    } catch (IllegalArgumentException e) {
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
