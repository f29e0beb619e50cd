package io.latchkey;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sum over the rows that belong to a chain: how many there are, and the sum modulo
 * 2<sup>256</sup> of one unpredictable number for each row as it stands. Rows can be added and
 * taken away in any order; the same rows always have the same sum, and nobody without the seal key
 * can find other rows that have it. Not thread-safe.
 */
final class ChainSum {

  static final int LENGTH = 32;

  private final byte[] sum;
  private long count;
  private long removed;

  ChainSum() {
    this(0, new byte[LENGTH]);
  }

  ChainSum(long count, byte[] sum) {
    this.count = count;
    this.sum = sum.clone();
  }

  ChainSum copy() {
    return new ChainSum(count, sum);
  }

  void add(byte[] element) {
    plus(element);
    count++;
  }

  void remove(byte[] element) {
    plus(negated(element));
    count--;
    removed++;
  }

  void addAll(ChainSum other) {
    plus(other.sum);
    count += other.count;
  }

  private void plus(byte[] other) {
    int carry = 0;
    for (int i = LENGTH - 1; i >= 0; i--) {
      carry += (sum[i] & 0xff) + (other[i] & 0xff);
      sum[i] = (byte) carry;
      carry >>>= Byte.SIZE;
    }
  }

  private static byte[] negated(byte[] value) {
    byte[] negated = new byte[LENGTH];
    int carry = 1;
    for (int i = LENGTH - 1; i >= 0; i--) {
      carry += ~value[i] & 0xff;
      negated[i] = (byte) carry;
      carry >>>= Byte.SIZE;
    }
    return negated;
  }

  long count() {
    return count;
  }

  /** How many rows were taken away from this very object. */
  long removed() {
    return removed;
  }

  byte[] bytes() {
    return sum.clone();
  }

  boolean isEmpty() {
    return count == 0 && Arrays.equals(sum, new byte[LENGTH]);
  }

  boolean sameAs(@Nullable ChainSum other) {
    return other != null && count == other.count && Arrays.equals(sum, other.sum);
  }
}
