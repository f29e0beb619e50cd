package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes eight bytes at once. */
final class Longs {

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Longs() {}

  static long at(byte[] bytes, int index) {
    return (long) BIG_ENDIAN.get(bytes, index);
  }

  /**
   * The first byte is the lowest: the order of nearly all machines, so nothing is turned around.
   */
  static long littleEndianAt(byte[] bytes, int index) {
    return (long) LITTLE_ENDIAN.get(bytes, index);
  }

  static void put(byte[] bytes, int index, long value) {
    BIG_ENDIAN.set(bytes, index, value);
  }
}
