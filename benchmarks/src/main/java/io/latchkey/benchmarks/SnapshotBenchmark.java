package io.latchkey.benchmarks;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.CandidateIngestion;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.SnapshotInfo;
import io.latchkey.SnapshotScope;
import io.latchkey.SnapshotVerifier;
import io.latchkey.UserLevel;
import io.latchkey.Verification;
import io.latchkey.memory.MemoryKeyStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
 * What does a signed snapshot cost: to open until the first key is answered, until every page is
 * checked, to exchange for a newer one, to export, and to verify from?
 *
 * <p>Beside it the least that checking could cost: reading the file and hashing it as a whole.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
@State(Scope.Benchmark)
public class SnapshotBenchmark {

  private static final HostActor HOST = HostActor.of("host");
  private static final String SIGNING_KEY = "benchmark";
  private static final int KEYS_PER_ACCOUNT = 100;
  private static final int BUFFER = 1 << 16;

  /** How many keys the snapshot holds. */
  @Param("1000000")
  public int keys;

  private final List<String> texts = new ArrayList<>();
  private Latchkey latchkey;
  private KeyPair signing;
  private Path file;
  private SnapshotVerifier present;
  private SnapshotVerifier opened;
  private int turn;

  /** Fills a store and exports it. */
  @Setup(Level.Trial)
  public void export() throws Exception {
    signing = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    latchkey =
        Latchkey.builder(new MemoryKeyStore())
            .brand("acme")
            .activateOnCreate()
            .snapshotSigningKey(SIGNING_KEY, signing.getPrivate())
            .start();
    for (int i = 0; i < keys; i++) {
      texts.add(issue("account-" + i / KEYS_PER_ACCOUNT));
    }
    Collections.shuffle(texts, new Random(1));
    file = Files.createTempFile("latchkey", ".snapshot");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      exportTo(out);
    }
    present = open();
    for (String text : texts) {
      if (!present.verify(text).accepted()) {
        throw new IllegalStateException("the snapshot does not answer as the store");
      }
    }
  }

  private String issue(String account) {
    Actor actor =
        Actor.of(AccountId.of(account), ActorId.of("admin"), UserLevel.BASIC)
            .with(Grant.MANAGE_WEBHOOKS);
    NewKey request =
        NewKey.of(CandidateIngestion.CANDIDATE_INGESTION, Partner.CUSTOM.id(), "benchmark");
    try (IssuedKey issued = latchkey.issuer().create(actor, request)) {
      return issued.reveal();
    }
  }

  private SnapshotInfo exportTo(OutputStream out) throws IOException {
    return latchkey.snapshots().export(HOST, SnapshotScope.everything(), out);
  }

  private SnapshotVerifier open() {
    return SnapshotVerifier.trusting(SIGNING_KEY, signing.getPublic())
        .brand("acme")
        .maxSnapshotAge(Duration.ofDays(1))
        .open(file);
  }

  private String next() {
    turn = turn + 1 < keys ? turn + 1 : 0;
    return texts.get(turn);
  }

  /** Closes what a measurement opened. */
  @TearDown(Level.Invocation)
  public void closeOpened() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  /** Removes the file and ends the background work. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    present.close();
    latchkey.close();
    Files.delete(file);
  }

  /** The floor of all that checks every page: the bytes of the file, read and hashed once. */
  @Benchmark
  public byte[] baselineReadAndHash() throws IOException, NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    return sha256.digest();
  }

  @Benchmark
  public Verification openUntilFirstAnswer() {
    opened = open();
    return opened.verify(next());
  }

  @Benchmark
  public boolean openUntilAllPagesChecked() throws InterruptedException {
    opened = open();
    return opened.awaitChecked(Duration.ofMinutes(1));
  }

  /** The same state again: as much work as a newer one. */
  @Benchmark
  public SnapshotInfo refresh() {
    return present.refresh(file);
  }

  @Benchmark
  public SnapshotInfo exportEverything() throws IOException {
    return exportTo(OutputStream.nullOutputStream());
  }

  /** Every key in turn, in an order that no cache foresees; the second look at each. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @Warmup(iterations = 5, time = 1)
  @Measurement(iterations = 5, time = 1)
  public Verification acceptSpread() {
    return present.verify(next());
  }
}
