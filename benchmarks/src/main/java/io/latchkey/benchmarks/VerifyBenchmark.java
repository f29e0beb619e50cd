package io.latchkey.benchmarks;

import io.latchkey.Latchkey;
import io.latchkey.RejectionReason;
import io.latchkey.Verification;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a verification cost? Beside it the least it could cost through the JDK's API, and what
 * a careful developer would write by hand.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class VerifyBenchmark {

  /** How many keys the index holds. */
  @Param({"1000", "100000"})
  public int keys;

  private Population population;
  private Latchkey latchkey;
  private TidyPeer peer;
  private String hot;
  private Population.Faulty faulty;

  /** Fills a store and the peer with the same keys, and sees that both give the same answers. */
  @Setup(Level.Trial)
  public void fill() {
    population = Population.of(keys);
    latchkey = population.latchkey();
    peer = new TidyPeer(population.texts());
    hot = population.texts().get(keys / 2);
    faulty = Population.Faulty.of(hot);
    checkParity();
  }

  private void checkParity() {
    for (String text : population.texts()) {
      same(true, text);
    }
    rejected(RejectionReason.KEY_LENGTH_WRONG, faulty.cutShort());
    rejected(RejectionReason.KEY_CHECKSUM_WRONG, faulty.mistyped());
    rejected(RejectionReason.KEY_UNKNOWN, faulty.unknown());
    rejected(RejectionReason.SECRET_WRONG, faulty.wrongSecret());
  }

  private void rejected(RejectionReason reason, String text) {
    same(false, text);
    if (latchkey.verifier().verify(text).rejection().reason() != reason) {
      throw new IllegalStateException("not " + reason);
    }
  }

  private void same(boolean accepted, String text) {
    if (latchkey.verifier().verify(text).accepted() != accepted
        || (peer.verify(text) != null) != accepted) {
      throw new IllegalStateException("latchkey and its peer disagree");
    }
  }

  /** Ends the background work. */
  @TearDown(Level.Trial)
  public void close() {
    latchkey.close();
  }

  /** The floor: one block of SHA-256 by a reused object, and one look at a clock. */
  @Benchmark
  public long baseline(Block block) throws DigestException {
    return block.hash() + System.nanoTime();
  }

  @Benchmark
  public Verification acceptHotKey() {
    return latchkey.verifier().verify(hot);
  }

  /** Every key in turn, in an order that no cache foresees. */
  @Benchmark
  public Verification acceptSpread(Turn turn) {
    return latchkey.verifier().verify(population.texts().get(turn.next(keys)));
  }

  @Benchmark
  public Verification rejectLength() {
    return latchkey.verifier().verify(faulty.cutShort());
  }

  @Benchmark
  public Verification rejectChecksum() {
    return latchkey.verifier().verify(faulty.mistyped());
  }

  @Benchmark
  public Verification rejectUnknown() {
    return latchkey.verifier().verify(faulty.unknown());
  }

  @Benchmark
  public Verification rejectSecret() {
    return latchkey.verifier().verify(faulty.wrongSecret());
  }

  @Benchmark
  public TidyPeer.Row peerAcceptHotKey() {
    return peer.verify(hot);
  }

  @Benchmark
  public TidyPeer.Row peerAcceptSpread(Turn turn) {
    return peer.verify(population.texts().get(turn.next(keys)));
  }

  @Benchmark
  public TidyPeer.Row peerRejectSecret() {
    return peer.verify(faulty.wrongSecret());
  }

  /** One thread's place in the round. */
  @State(Scope.Thread)
  public static class Turn {

    private int last;

    int next(int keys) {
      last = last + 1 < keys ? last + 1 : 0;
      return last;
    }
  }

  /** One thread's block of 55 bytes. */
  @State(Scope.Thread)
  public static class Block {

    private final byte[] body = new byte[55];
    private final byte[] digest = new byte[32];
    private MessageDigest sha256;

    /** Makes the digest object. */
    @Setup(Level.Trial)
    public void make() throws NoSuchAlgorithmException {
      sha256 = MessageDigest.getInstance("SHA-256");
    }

    long hash() throws DigestException {
      sha256.update(body, 0, body.length);
      return (long) sha256.digest(digest, 0, digest.length) + digest[0];
    }
  }
}
