package io.latchkey.benchmarks;

import io.latchkey.CandidateIngestion;
import io.latchkey.RejectionReason;
import io.latchkey.Verification;
import java.security.DigestException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does it cost to reject? The baseline is what garbage must never get out of a server. */
public class RejectBenchmark extends Timed {

  @Benchmark
  public long baseline(Block block) throws DigestException {
    return block.sha256();
  }

  @Benchmark
  public Verification accepted(Index index) {
    return index.verifier().verify(index.hot());
  }

  @Benchmark
  public Verification rejected(Index index, Presented presented) {
    return index.verifier().verify(presented.text);
  }

  @Benchmark
  public Verification permissionMissing(Index index, Lacking lacking) {
    return index.verifier().verify(lacking.text, CandidateIngestion.CANDIDATES_VIEW);
  }

  /** A text that is rejected. */
  @State(Scope.Benchmark)
  public static class Presented {

    /** Why it is. */
    @Param public Reject reason;

    private String text;

    /** Makes it. */
    @Setup(Level.Trial)
    public void make(Index index) {
      text = reason.in(index.population());
    }
  }

  /** A right key, without the permission that is asked for. */
  @State(Scope.Benchmark)
  public static class Lacking {

    private String text;

    /** Sees that the permission is missing. */
    @Setup(Level.Trial)
    public void make(Index index) {
      text = index.hot();
      RejectionReason reason =
          index.verifier().verify(text, CandidateIngestion.CANDIDATES_VIEW).rejection().reason();
      if (reason != RejectionReason.PERMISSION_MISSING) {
        throw new IllegalStateException("rejected as " + reason);
      }
    }
  }
}
