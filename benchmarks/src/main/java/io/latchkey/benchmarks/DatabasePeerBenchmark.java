package io.latchkey.benchmarks;

import io.latchkey.Verification;
import io.latchkey.benchmarks.peers.DatabasePeer;
import io.latchkey.benchmarks.peers.Peer;
import java.security.DigestException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How does latchkey compare with asking a database each time, at 100,000 keys? */
public class DatabasePeerBenchmark extends Timed {

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
    @Param public DatabasePeer name;

    /** How many keys it holds. */
    @Param("100000")
    public int keys;

    private Peer peer;
    private String right;

    /** Opens the peer. */
    @Setup(Level.Trial)
    public void open() {
      peer = name.open(PeerIndex.texts(keys));
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
