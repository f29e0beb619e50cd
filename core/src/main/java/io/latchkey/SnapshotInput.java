package io.latchkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link SnapshotOutput} wrote. Bytes that were not written so are refused as malformed,
 * never taken for anything; nothing is reserved on the word of a count.
 */
final class SnapshotInput {

  private final ByteBuffer part;

  SnapshotInput(byte[] bytes) {
    part = ByteBuffer.wrap(bytes);
  }

  int u8() {
    return need(1).get() & 0xFF;
  }

  int u16() {
    return need(Short.BYTES).getShort() & 0xFFFF;
  }

  /** A number that fits into 31 bits, as all counts and lengths do. */
  int u32() {
    int value = need(Integer.BYTES).getInt();
    if (value < 0) {
      throw malformed();
    }
    return value;
  }

  long i64() {
    return need(Long.BYTES).getLong();
  }

  void skip(int count) {
    ByteBuffer enough = need(count);
    enough.position(enough.position() + count);
  }

  byte[] bytes(int count) {
    ByteBuffer enough = need(count);
    byte[] copy = new byte[count];
    enough.get(copy);
    return copy;
  }

  String text() {
    return new String(bytes(u16()), StandardCharsets.UTF_8);
  }

  List<String> texts() {
    int count = u16();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(text());
    }
    return all;
  }

  /** Sees to it that nothing is left. */
  void end() {
    if (part.hasRemaining()) {
      throw malformed();
    }
  }

  private ByteBuffer need(int count) {
    if (part.remaining() < count) {
      throw malformed();
    }
    return part;
  }

  private static SnapshotException malformed() {
    return new SnapshotException(
        SnapshotException.Reason.MALFORMED, "the snapshot is not of its form");
  }
}
