package io.latchkey.benchmarks;

import java.security.DigestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What are the least parts of a verification, each by itself? */
public class LimitBenchmark extends Timed {

  @Benchmark
  public long baseline(Block block) throws DigestException {
    return block.sha256AndClock();
  }

  @Benchmark
  public long sha256(Block block) throws DigestException {
    return block.sha256();
  }

  @Benchmark
  public long nanoTime() {
    return System.nanoTime();
  }

  @Benchmark
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  /** With a text that knows its hash code already: the least that a map asks for. */
  @Benchmark
  public Integer mapLookUp(Ids ids) {
    return ids.map.get(ids.hot);
  }

  /** A thousand texts in a map. */
  @State(Scope.Benchmark)
  public static class Ids {

    private final Map<String, Integer> map = new HashMap<>();
    private String hot;

    /** Fills the map. */
    @Setup(Level.Trial)
    public void fill() {
      try (Population population = Population.of(1_000)) {
        List<String> texts = population.texts();
        for (int i = 0; i < texts.size(); i++) {
          map.put(texts.get(i), i);
        }
        hot = texts.get(texts.size() / 2);
      }
    }
  }
}
