package io.latchkey.secrecy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds keys and digests in texts, whole or in parts, in every form in which they are likely to
 * come out. Part of a secret is eight characters of it: 48 bits that nobody should be given.
 */
final class Canary {

  private static final int PREFIX_AND_ID = 16;
  private static final int SECRET = 33;
  private static final int BODY = 55;

  private static final int TEXT_PART = 8;
  private static final int HEX_PART = 16;

  /** Twelve characters of Base64 are nine bytes; shorter ones would be found by chance. */
  private static final int BASE64_PART = 12;

  /** Bits for the first four characters of needles: most places of a text need no closer look. */
  private static final int STARTS = 1 << 20;

  private static final int START = 4;

  private final BitSet starts = new BitSet(STARTS);

  /** Needles by their length, and what each is part of. */
  private final Map<Integer, Map<String, String>> needles = new TreeMap<>();

  /** Looks for the secret in the text of a key from now on. */
  void addKey(String text) {
    int body = text.length() - BODY;
    int from = body + PREFIX_AND_ID;
    String secret = text.substring(from, from + SECRET);
    addParts("secret", secret, TEXT_PART);
    addParts("secret backwards", new StringBuilder(secret).reverse().toString(), TEXT_PART);
    addParts("secret spaced", String.join(" ", secret.split("")), 2 * TEXT_PART - 1);
    addParts("secret listed", String.join(", ", secret.split("")), 3 * TEXT_PART - 2);
    addParts("secret in two bytes each", String.join("\0", secret.split("")), 2 * TEXT_PART - 1);
    addHex("secret", ascii(secret));
    addBase64("key as user name", ascii(text + ":"), from);
    addBase64("key", ascii(text), from);
    addBase64("body", ascii(text.substring(body)), PREFIX_AND_ID);
    addBase64("secret", ascii(secret), 0);
  }

  /** Looks for a digest from now on. */
  void addDigest(byte[] digest) {
    addParts("digest", new String(digest, StandardCharsets.ISO_8859_1), TEXT_PART);
    addHex("digest", digest);
    addBase64("digest", digest, 0, digest.length);
  }

  private void addHex(String what, byte[] bytes) {
    addParts(what + " in hex", HexFormat.of().formatHex(bytes), HEX_PART);
    addParts(what + " in hex", HexFormat.of().withUpperCase().formatHex(bytes), HEX_PART);
  }

  private void addBase64(String what, byte[] bytes, int secretFrom) {
    addBase64(what, bytes, secretFrom, secretFrom + SECRET);
  }

  /** Adds those characters of a Base64 text that nothing but the secret part decides. */
  private void addBase64(String what, byte[] bytes, int from, int to) {
    int first = (from * 8 + 5) / 6;
    int end = to * 8 / 6;
    String name = what + " in Base64";
    addParts(name, Base64.getEncoder().encodeToString(bytes).substring(first, end), BASE64_PART);
    addParts(name, Base64.getUrlEncoder().encodeToString(bytes).substring(first, end), BASE64_PART);
  }

  private void addParts(String what, String form, int length) {
    Map<String, String> ofLength = needles.computeIfAbsent(length, any -> new HashMap<>());
    for (int i = 0; i + length <= form.length(); i++) {
      ofLength.put(form.substring(i, i + length), what);
      starts.set(startAt(form, i));
    }
  }

  /** What was found first in a text, or empty. */
  Optional<String> findIn(String text) {
    for (int i = 0; i + TEXT_PART <= text.length(); i++) {
      if (starts.get(startAt(text, i))) {
        String found = needleAt(text, i);
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  private String needleAt(String text, int from) {
    for (Map.Entry<Integer, Map<String, String>> ofLength : needles.entrySet()) {
      int to = from + ofLength.getKey();
      String found = to > text.length() ? null : ofLength.getValue().get(text.substring(from, to));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static int startAt(String text, int from) {
    int hash = 0;
    for (int i = from; i < from + START; i++) {
      hash = hash * 0x9E3779B1 + text.charAt(i);
    }
    return (hash ^ (hash >>> 12)) & (STARTS - 1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
