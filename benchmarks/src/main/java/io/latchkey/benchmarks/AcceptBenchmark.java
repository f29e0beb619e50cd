package io.latchkey.benchmarks;

import io.latchkey.Verification;
import io.latchkey.benchmarks.peers.Peer;
import io.latchkey.benchmarks.peers.TidyPeer;
import java.security.DigestException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to accept a key, and how does that grow with the number of keys? Beside it, of
 * the same size: the same keys in a map, and one surprising access to memory.
 */
public class AcceptBenchmark extends Timed {

  @Benchmark
  public long baseline(Block block) throws DigestException {
    return block.sha256AndClock();
  }

  @Benchmark
  public Verification hotKey(SizedIndex index) {
    return index.verifier().verify(index.hot());
  }

  @Benchmark
  public Verification spread(SizedIndex index, SizedIndex.Turn turn) {
    return index.verifier().verify(turn.of(index.drawn()));
  }

  @Benchmark
  public boolean tidyMapSpread(Tidy tidy, SizedIndex.Turn turn) {
    return tidy.peer.accepts(turn.of(tidy.drawn));
  }

  @Benchmark
  public long dependentLoad(MemoryChain chain) {
    return chain.step();
  }

  /** The same keys in the careful developer's map. */
  @State(Scope.Benchmark)
  public static class Tidy {

    /** How many keys it holds. */
    @Param({"1000", "100000", "1000000"})
    public int size;

    private TidyPeer peer;
    private String[] drawn;

    /** Fills the map with the keys that the index has, and draws as the index does. */
    @Setup(Level.Trial)
    public void fill() {
      GeneratedKeys keys = Population.generator();
      List<String> few = List.of(keys.text(0), keys.text(1), keys.text(size / 2));
      Peer.requireParity(new TidyPeer(few));
      peer = new TidyPeer(size, keys::text);
      drawn = SizedIndex.draw(keys, size);
    }
  }
}
