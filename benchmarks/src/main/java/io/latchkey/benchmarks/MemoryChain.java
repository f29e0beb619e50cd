package io.latchkey.benchmarks;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * As much memory as an index of two cache lines a key takes, and a walk through it in which each
 * step must wait for the one before: what the machine asks for one surprise.
 */
@State(Scope.Benchmark)
public class MemoryChain {

  private static final int LONGS_PER_KEY = 128 / Long.BYTES;

  /** How many keys' worth of memory. */
  @Param({"1000", "100000", "1000000"})
  public int size;

  private long[] next;
  private long position;

  /** Links all places to one circle, in random order (Sattolo's shuffle). */
  @Setup(Level.Trial)
  public void link() {
    SplittableRandom random = new SplittableRandom(2);
    next = new long[Math.multiplyExact(size, LONGS_PER_KEY)];
    for (int i = 0; i < size; i++) {
      next[i * LONGS_PER_KEY] = (long) i * LONGS_PER_KEY;
    }
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i) * LONGS_PER_KEY;
      long held = next[i * LONGS_PER_KEY];
      next[i * LONGS_PER_KEY] = next[other];
      next[other] = held;
    }
  }

  long step() {
    position = next[(int) position];
    return position;
  }
}
