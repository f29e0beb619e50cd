package io.latchkey.secrecy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the secret of a key in the bytes of a heap: as characters of one byte or two, in either
 * order of bytes, forwards and backwards as words of a processor would hold it, in Base64, and as
 * the random bytes that it was drawn from.
 */
final class HeapSearch {

  private static final int PART = 8;
  private static final int BASE64_PART = 12;
  private static final int DRAWN_PART = 16;
  private static final int FILTER = 1 << 22;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** Needles by their first eight bytes. */
  private final Map<Long, List<Needle>> needles = new HashMap<>();

  private final BitSet filter = new BitSet(FILTER);
  private final Map<String, String> drawn = new HashMap<>();

  private static final class Needle {
    private final String what;
    private final byte[] bytes;

    private Needle(String what, byte[] bytes) {
      this.what = what;
      this.bytes = bytes;
    }
  }

  /** Looks for the secret in the text of a key, under a name. */
  void add(String name, String text) {
    int from = text.length() - 39;
    int to = from + 33;
    String secret = text.substring(from, to);
    addText(name, secret, PART);
    addText(name + " backwards", new StringBuilder(secret).reverse().toString(), PART);
    addBase64(name + " as user name", text + ":", from, to);
    addBase64(name + " in Base64", text, from, to);
    addBase64(name + "'s body in Base64", text.substring(text.length() - 55), 16, 49);
    addBase64(name + "'s secret in Base64", secret, 0, 33);
    for (int i = 0; i + DRAWN_PART <= secret.length(); i++) {
      drawn.put(secret.substring(i, i + DRAWN_PART), name + " as drawn");
    }
  }

  private void addBase64(String name, String text, int from, int to) {
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    addText(name, encoded.substring((from * 8 + 5) / 6, to * 8 / 6), BASE64_PART);
  }

  private void addText(String name, String text, int length) {
    for (int i = 0; i + length <= text.length(); i++) {
      String part = text.substring(i, i + length);
      add(name + ", one byte each", part.getBytes(StandardCharsets.ISO_8859_1));
      add(name + ", two bytes each", part.getBytes(StandardCharsets.UTF_16BE));
      add(name + ", two bytes each, low first", part.getBytes(StandardCharsets.UTF_16LE));
    }
  }

  private void add(String what, byte[] bytes) {
    long start = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      start = start << Byte.SIZE | (bytes[i] & 0xFF);
    }
    needles.computeIfAbsent(start, any -> new ArrayList<>()).add(new Needle(what, bytes));
    filter.set(bit(start));
  }

  private static int bit(long start) {
    return (int) ((start * 0x9E3779B97F4A7C15L) >>> 42);
  }

  /** What was found, and in what form. */
  Collection<String> findIn(byte[] heap) {
    Collection<String> found = new TreeSet<>();
    long last = 0;
    for (int i = 0; i < heap.length; i++) {
      last = last << Byte.SIZE | (heap[i] & 0xFF);
      if (filter.get(bit(last))) {
        int from = i - Long.BYTES + 1;
        for (Needle needle : needles.getOrDefault(last, List.of())) {
          if (isAt(heap, from, needle.bytes)) {
            found.add(needle.what);
          }
        }
      }
    }
    findDrawn(heap, found);
    return found;
  }

  private static boolean isAt(byte[] heap, int from, byte[] bytes) {
    int to = from + bytes.length;
    return from >= 0 && to <= heap.length && Arrays.equals(heap, from, to, bytes, 0, bytes.length);
  }

  /** Reads the heap as the generator reads random bytes: six bits each, two values thrown away. */
  private void findDrawn(byte[] heap, Collection<String> found) {
    StringBuilder digits = new StringBuilder(heap.length);
    for (byte random : heap) {
      int value = random & 0x3F;
      if (value < DIGITS.length()) {
        digits.append(DIGITS.charAt(value));
      }
    }
    String read = digits.toString();
    BitSet starts = new BitSet(1 << Character.SIZE);
    drawn.keySet().forEach(part -> starts.set(start(part, 0)));
    for (int i = 0; i + DRAWN_PART <= read.length(); i++) {
      String what =
          starts.get(start(read, i)) ? drawn.get(read.substring(i, i + DRAWN_PART)) : null;
      if (what != null) {
        found.add(what);
      }
    }
  }

  private static int start(String text, int at) {
    return (text.charAt(at) * 31 * 31 + text.charAt(at + 1) * 31 + text.charAt(at + 2)) & 0xFFFF;
  }
}
