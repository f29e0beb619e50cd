package io.latchkey;

/**
 * CRC-32 of short texts, sixteen bytes in one step.
 *
 * <p>What the platform has is made for long texts: it goes byte by byte up to an aligned address
 * and from the last one on, and those are most of a key. Whoever is flooded with mistyped keys
 * notices.
 */
final class CrcTables {

  private static final int POLYNOMIAL = 0xEDB88320;
  private static final int AT_ONCE = 2 * Long.BYTES;
  private static final int VALUES = 256;

  /**
   * Per distance to the end of a step, what a byte there adds. Static, so that the compiler knows
   * its length and leaves out the checks of fifty look-ups, which take a fifth of their time.
   */
  private static final int[] ADDED = added();

  private CrcTables() {}

  private static int[] added() {
    int[] added = new int[AT_ONCE * VALUES];
    for (int value = 0; value < VALUES; value++) {
      int sum = value;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        sum = (sum >>> 1) ^ (POLYNOMIAL & -(sum & 1));
      }
      added[value] = sum;
    }
    for (int i = VALUES; i < added.length; i++) {
      int nearer = added[i - VALUES];
      added[i] = (nearer >>> Byte.SIZE) ^ added[nearer & 0xFF];
    }
    return added;
  }

  /**
   * Goes on with a sum.
   *
   * @param sum the CRC-32 of what stands before, 0 for nothing
   * @return the CRC-32 of that and the bytes given
   */
  static int update(int sum, byte[] text, int from, int count) {
    int rest = ~sum;
    int i = from;
    int to = from + count;
    for (; i <= to - AT_ONCE; i += AT_ONCE) {
      long first = Long.reverseBytes(Longs.at(text, i)) ^ Integer.toUnsignedLong(rest);
      long second = Long.reverseBytes(Longs.at(text, i + Long.BYTES));
      rest = eight(first, 8) ^ eight(second, 0);
    }
    for (; i < to; i++) {
      rest = (rest >>> Byte.SIZE) ^ ADDED[(rest ^ text[i]) & 0xFF];
    }
    return ~rest;
  }

  private static int eight(long bytes, int distance) {
    return one(bytes, distance + 7)
        ^ one(bytes >>> 8, distance + 6)
        ^ one(bytes >>> 16, distance + 5)
        ^ one(bytes >>> 24, distance + 4)
        ^ one(bytes >>> 32, distance + 3)
        ^ one(bytes >>> 40, distance + 2)
        ^ one(bytes >>> 48, distance + 1)
        ^ one(bytes >>> 56, distance);
  }

  private static int one(long bytes, int distance) {
    return ADDED[distance * VALUES + ((int) bytes & 0xFF)];
  }
}
