package io.latchkey.benchmarks;

import io.latchkey.KeyVerifier;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An index of a thousand keys, and one of them that is presented over and over. */
@State(Scope.Benchmark)
public class Index {

  /** How many keys it holds. */
  @Param("1000")
  public int keys;

  private Population population;
  private KeyVerifier verifier;
  private String hot;

  /** Fills the index. */
  @Setup(Level.Trial)
  public void fill() {
    population = Population.of(keys);
    verifier = population.verifier();
    hot = population.text(keys / 2);
  }

  /** Ends what runs in the background. */
  @TearDown(Level.Trial)
  public void close() {
    population.close();
  }

  Population population() {
    return population;
  }

  KeyVerifier verifier() {
    return verifier;
  }

  String hot() {
    return hot;
  }
}
