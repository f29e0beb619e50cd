package io.latchkey.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as one finds it in tutorials. */
final class Digests {

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same text with another character in the middle of the secret. */
  static String wrong(String right) {
    int place = right.length() * 2 / 3;
    char other = right.charAt(place) == 'a' ? 'b' : 'a';
    return right.substring(0, place) + other + right.substring(place + 1);
  }
}
