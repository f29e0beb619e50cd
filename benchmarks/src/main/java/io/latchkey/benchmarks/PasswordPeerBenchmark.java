package io.latchkey.benchmarks;

import io.latchkey.Verification;
import io.latchkey.benchmarks.peers.PasswordPeer;
import io.latchkey.benchmarks.peers.Peer;
import java.security.DigestException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How does latchkey compare with hashes made for passwords? */
@Warmup(iterations = 1, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class PasswordPeerBenchmark extends Timed {

  @Benchmark
  public long baseline(Block block) throws DigestException {
    return block.sha256AndClock();
  }

  @Benchmark
  public Verification latchkey(PeerIndex index) {
    return index.verifier().verify(index.hot());
  }

  @Benchmark
  public boolean accepts(Opened opened) {
    return opened.peer.accepts(opened.right);
  }

  /** A peer that was seen to tell right from wrong. */
  @State(Scope.Benchmark)
  public static class Opened {

    /** Which. */
    @Param public PasswordPeer name;

    private Peer peer;
    private String right;

    /** Opens the peer. */
    @Setup(Level.Trial)
    public void open() {
      peer = name.open(PeerIndex.texts(1).get(0));
      Peer.requireParity(peer);
      right = peer.right();
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
      peer.close();
    }
  }
}
