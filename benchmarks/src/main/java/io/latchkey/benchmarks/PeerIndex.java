package io.latchkey.benchmarks;

import io.latchkey.KeyVerifier;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An index of as many keys as the peers hold, and one of them. */
@State(Scope.Benchmark)
public class PeerIndex {

  /** How many keys it holds. */
  @Param("100000")
  public int keys;

  private Population population;
  private KeyVerifier verifier;
  private String hot;

  /** Fills the index. */
  @Setup(Level.Trial)
  public void fill() {
    population = Population.of(keys);
    verifier = population.verifier();
    hot = population.keys().text(keys / 2);
  }

  /** Ends what runs in the background. */
  @TearDown(Level.Trial)
  public void close() {
    population.close();
  }

  /** The same keys' texts, for the peers. */
  static List<String> texts(int number) {
    GeneratedKeys keys = Population.generator();
    List<String> texts = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      texts.add(keys.text(i));
    }
    return texts;
  }

  KeyVerifier verifier() {
    return verifier;
  }

  String hot() {
    return hot;
  }
}
