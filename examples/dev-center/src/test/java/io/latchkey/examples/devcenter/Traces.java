package io.latchkey.examples.devcenter;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the secrets of keys in bytes: any eight characters of one in a row, as one byte each or two
 * in either order, plain or in the Base64 of HTTP Basic.
 */
final class Traces {

  private static final int PART = 8;
  private static final int BASE64_PART = 12;
  private static final int FILTER = 1 << 22;

  /** Needles by their first eight bytes. */
  private final Map<Long, List<Needle>> needles = new HashMap<>();

  private final BitSet filter = new BitSet(FILTER);

  /** Looks for the secret in the text of a key, under a name. */
  void add(String name, String text) {
    int from = text.length() - 39;
    int to = from + 33;
    addText(name + ", plain", text.substring(from, to), PART);
    addBase64(name + ", Basic", text + ":", from, to);
    addBase64(name + ", Basic without colon", text, from, to);
  }

  private void addBase64(String name, String text, int from, int to) {
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    addText(name, encoded.substring((from * 8 + 5) / 6, to * 8 / 6), BASE64_PART);
  }

  private void addText(String name, String text, int length) {
    for (int i = 0; i + length <= text.length(); i++) {
      String part = text.substring(i, i + length);
      add(name + ", one byte each", part, StandardCharsets.ISO_8859_1);
      add(name + ", two bytes each", part, StandardCharsets.UTF_16BE);
      add(name + ", two bytes each, low first", part, StandardCharsets.UTF_16LE);
    }
  }

  private void add(String what, String part, Charset charset) {
    byte[] bytes = part.getBytes(charset);
    long start = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      start = next(start, bytes[i]);
    }
    needles.computeIfAbsent(start, any -> new ArrayList<>()).add(new Needle(what, bytes));
    filter.set(bit(start));
  }

  private static long next(long last, byte read) {
    return last << Byte.SIZE | (read & 0xFF);
  }

  private static int bit(long start) {
    return (int) ((start * 0x9E3779B97F4A7C15L) >>> 42);
  }

  /** What was found, and in what form. */
  Collection<String> in(byte[] bytes) {
    Collection<String> found = new TreeSet<>();
    long last = 0;
    for (int i = 0; i < bytes.length; i++) {
      last = next(last, bytes[i]);
      if (filter.get(bit(last))) {
        for (Needle needle : needles.getOrDefault(last, List.of())) {
          if (needle.isAt(bytes, i - Long.BYTES + 1)) {
            found.add(needle.what);
          }
        }
      }
    }
    return found;
  }

  private static final class Needle {
    private final String what;
    private final byte[] bytes;

    private Needle(String what, byte[] bytes) {
      this.what = what;
      this.bytes = bytes;
    }

    private boolean isAt(byte[] all, int from) {
      int to = from + bytes.length;
      return from >= 0
          && to <= all.length
          && java.util.Arrays.equals(all, from, to, bytes, 0, bytes.length);
    }
  }
}
