package io.latchkey.benchmarks;

import io.latchkey.KeyVerifier;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * An index that grows, with one key that is presented over and over and many drawn at random. Ten
 * million keys by option: {@code -p size=10000000 -jvmArgsAppend -Xmx16g}.
 */
@State(Scope.Benchmark)
public class SizedIndex {

  private static final int LEAST_DRAWN = 1 << 14;
  private static final int MOST_DRAWN = 1 << 20;

  /** How many keys the index holds. */
  @Param({"1000", "100000", "1000000"})
  public int size;

  private Population population;
  private KeyVerifier verifier;
  private String hot;
  private String[] drawn;

  /** Fills the index. */
  @Setup(Level.Trial)
  public void fill() {
    population = Population.of(size);
    verifier = population.verifier();
    hot = population.text(size / 2);
    drawn = draw(population.keys(), size);
  }

  /** Ends what runs in the background. */
  @TearDown(Level.Trial)
  public void close() {
    population.close();
  }

  /**
   * Texts of keys drawn at random. They are made in the order of presentation, so that reading them
   * costs what it costs in a server that has just received them: next to nothing.
   */
  static String[] draw(GeneratedKeys keys, int size) {
    SplittableRandom random = new SplittableRandom(1);
    String[] drawn = new String[Math.max(LEAST_DRAWN, Math.min(MOST_DRAWN, size))];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = keys.text(random.nextInt(size));
    }
    return drawn;
  }

  KeyVerifier verifier() {
    return verifier;
  }

  String hot() {
    return hot;
  }

  String[] drawn() {
    return drawn;
  }

  /** One thread's place in the round; threads begin far apart. */
  @State(Scope.Thread)
  public static class Turn {

    private static final int APART = 7_919;

    private int next;

    /** Begins somewhere. */
    @Setup(Level.Trial)
    public void begin(ThreadParams thread) {
      next = thread.getThreadIndex() * APART;
    }

    String of(String[] drawn) {
      if (next >= drawn.length) {
        next = 0;
      }
      return drawn[next++];
    }
  }
}
