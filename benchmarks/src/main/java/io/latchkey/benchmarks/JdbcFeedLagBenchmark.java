package io.latchkey.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyState;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.Verification;
import io.latchkey.jdbc.JdbcKeyStore;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does another node still accept a key after its revocation has returned? On PostgreSQL;
 * polling costs the same on every database. The baseline is the node that revokes.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(value = 1, jvmArgsAppend = BenchDatabase.WAIT_NOT)
@Warmup(iterations = 2)
@Measurement(iterations = 20)
public class JdbcFeedLagBenchmark extends Timed {

  @Benchmark
  public Verification baseline(Revoked revoked) {
    return revoked.awaitRefusal(revoked.revoking);
  }

  @Benchmark
  public Verification otherNode(Revoked revoked) {
    return revoked.awaitRefusal(revoked.following);
  }

  /** How a node learns of changes. */
  public enum Wake {
    /** It asks every second. */
    POLLING,
    /** It is notified. */
    NOTIFY
  }

  /** Two nodes on one database, and a key that was revoked just now. */
  @State(Scope.Benchmark)
  public static class Revoked {

    /** How. */
    @Param public Wake wake;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Actor admin = Population.admin("account");
    private HikariDataSource pool;
    private JdbcKeyStore store;
    private Latchkey revoking;
    private Latchkey following;
    private String text;

    /** Starts both. */
    @Setup(Level.Trial)
    public void start() {
      pool = BenchDatabase.POSTGRESQL.pool();
      JdbcKeyStore.Builder builder =
          JdbcKeyStore.builder(pool).tablePrefix(BenchDatabase.freshPrefix());
      builder.migrate();
      revoking = Population.start(builder.create());
      store = wake == Wake.NOTIFY ? builder.listenOn(pool).create() : builder.create();
      following = Population.start(store);
    }

    /** Revokes a key that both know, at any moment between two polls. */
    @Setup(Level.Invocation)
    public void revoke() {
      KeyId id;
      try (IssuedKey issued =
          revoking.issuer().create(admin, Population.request(Partner.CUSTOM.id()))) {
        id = issued.id();
        text = issued.reveal();
      }
      while (!following.verifier().verify(text).accepted()) {
        Thread.onSpinWait();
      }
      LockSupport.parkNanos(random.nextLong(TimeUnit.SECONDS.toNanos(1)));
      Revocation lost = Revocation.because(RevocationReason.LOST);
      if (revoking.issuer().revoke(admin, id, lost).state() != KeyState.REVOKED) {
        throw new IllegalStateException("not revoked");
      }
    }

    private Verification awaitRefusal(Latchkey node) {
      Verification verdict = node.verifier().verify(text);
      while (verdict.accepted()) {
        Thread.onSpinWait();
        verdict = node.verifier().verify(text);
      }
      return verdict;
    }

    /** Ends both. */
    @TearDown(Level.Trial)
    public void close() {
      following.close();
      revoking.close();
      store.close();
      pool.close();
    }
  }
}
