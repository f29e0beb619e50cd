package io.latchkey.benchmarks;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyInfo;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.Replacement;
import io.latchkey.memory.MemoryKeyStore;
import java.security.DigestException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What do creating, acknowledging and replacing a key cost, without a database? The baseline is
 * what no creation can do without: random bytes and a digest.
 */
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class ManagementBenchmark extends Timed {

  private static final int BATCH = 1_000;

  @Benchmark
  public long baseline(Block block, Randomness randomness) throws DigestException {
    randomness.source.nextBytes(randomness.bytes);
    return block.sha256() + randomness.bytes[0];
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void create(Empty empty, Blackhole sink) {
    for (int i = 0; i < BATCH; i++) {
      sink.consume(empty.create(i));
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void acknowledge(Filled filled, Blackhole sink) {
    for (int i = 0; i < BATCH; i++) {
      KeyInfo key = filled.latchkey.issuer().acknowledge(filled.admin(i), filled.issued[i]);
      sink.consume(key);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void replaceNow(Live live, Blackhole sink) {
    for (int i = 0; i < BATCH; i++) {
      Replacement replacement = Replacement.now(live.issued[i].id());
      sink.consume(live.latchkey.issuer().replace(live.admin(i), replacement));
    }
  }

  /** A new store for each invocation, so that none is larger than another. */
  @State(Scope.Benchmark)
  public static class Empty {

    Latchkey latchkey;
    private final Actor[] admins = new Actor[100];

    /** Starts on an empty store. */
    @Setup(Level.Invocation)
    public void start() {
      latchkey = Latchkey.builder(new MemoryKeyStore()).brand(Population.BRAND).start();
      for (int i = 0; i < admins.length; i++) {
        admins[i] = Population.admin("account-" + i);
      }
    }

    /** Ends what runs in the background. */
    @TearDown(Level.Invocation)
    public void close() {
      latchkey.close();
    }

    Actor admin(int key) {
      return admins[key % admins.length];
    }

    IssuedKey create(int key) {
      return latchkey.issuer().create(admin(key), Population.request(Partner.CUSTOM.id()));
    }
  }

  /** The same with pending keys in it. */
  @State(Scope.Benchmark)
  public static class Filled extends Empty {

    final IssuedKey[] issued = new IssuedKey[BATCH];

    /** Creates the keys. */
    @Setup(Level.Invocation)
    public void fill() {
      for (int i = 0; i < BATCH; i++) {
        issued[i] = create(i);
      }
    }
  }

  /** The same with live keys in it. */
  @State(Scope.Benchmark)
  public static class Live extends Filled {

    /** Acknowledges the keys. */
    @Setup(Level.Invocation)
    public void acknowledge() {
      for (int i = 0; i < BATCH; i++) {
        KeyInfo key = latchkey.issuer().acknowledge(admin(i), issued[i]);
        if (!key.id().equals(issued[i].id())) {
          throw new IllegalStateException("acknowledged another key");
        }
      }
    }
  }

  /** The platform's default source of random bytes. */
  @State(Scope.Thread)
  public static class Randomness {

    private final SecureRandom source = new SecureRandom();
    private final byte[] bytes = new byte[32];
  }
}
