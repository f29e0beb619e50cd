package io.latchkey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes eight bytes at once. */
final class Longs {

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Longs() {}

  static long at(byte[] bytes, int index) {
    return (long) BIG_ENDIAN.get(bytes, index);
  }

  static void put(byte[] bytes, int index, long value) {
    BIG_ENDIAN.set(bytes, index, value);
  }
}
