package io.latchkey.benchmarks;

import io.latchkey.Verification;
import java.security.DigestException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/**
 * Do two threads get in each other's way, on one key and on many? Bare hashing beside it shows how
 * far the machine itself lets two threads go.
 */
public class ThreadsBenchmark extends Timed {

  @Benchmark
  public long baseline(Block block) throws DigestException {
    return block.sha256();
  }

  @Benchmark
  @Threads(2)
  public long sha256ByTwo(Block block) throws DigestException {
    return block.sha256();
  }

  @Benchmark
  public Verification hotKey(Index index) {
    return index.verifier().verify(index.hot());
  }

  @Benchmark
  @Threads(2)
  public Verification hotKeyByTwo(Index index) {
    return index.verifier().verify(index.hot());
  }

  @Benchmark
  @Threads(2)
  public Verification spreadByTwo(SizedIndex index, SizedIndex.Turn turn) {
    return index.verifier().verify(turn.of(index.drawn()));
  }
}
