package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the parts of a snapshot: big-endian numbers, and text with its length before it. */
final class SnapshotOutput {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @CanIgnoreReturnValue
  SnapshotOutput u8(int value) {
    bytes.write(value);
    return this;
  }

  @CanIgnoreReturnValue
  SnapshotOutput u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  @CanIgnoreReturnValue
  SnapshotOutput u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  @CanIgnoreReturnValue
  SnapshotOutput i64(long value) {
    return u32((int) (value >>> 32)).u32((int) value);
  }

  @CanIgnoreReturnValue
  SnapshotOutput bytes(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  /** Text of at most 65,535 bytes in UTF-8. */
  @CanIgnoreReturnValue
  SnapshotOutput text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > 0xFFFF) {
      throw new IllegalArgumentException("too long for a snapshot: " + utf8.length + " bytes");
    }
    return u16(utf8.length).bytes(utf8);
  }

  @CanIgnoreReturnValue
  SnapshotOutput texts(Iterable<String> values) {
    int count = 0;
    SnapshotOutput all = new SnapshotOutput();
    for (String value : values) {
      all.text(value);
      count++;
    }
    if (count > 0xFFFF) {
      throw new IllegalArgumentException("too many for a snapshot: " + count);
    }
    return u16(count).bytes(all.toByteArray());
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
