package io.latchkey.benchmarks;

import io.latchkey.Actor;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.TimeSource;
import io.latchkey.Verification;
import io.latchkey.memory.MemoryKeyStore;
import io.latchkey.spi.FeedPage;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost another process to take over a change? The baseline reads the same changes and
 * does nothing with them.
 */
public class FeedBenchmark extends Timed {

  private static final int CHANGES = 1_000;
  private static final int PAGE = 500;

  @Benchmark
  @OperationsPerInvocation(CHANGES)
  public void baseline(Writer writer, Blackhole sink) {
    long after = writer.before;
    FeedPage page = writer.store.changes(after, PAGE);
    while (!page.changes().isEmpty()) {
      sink.consume(page);
      after += page.changes().size();
      page = writer.store.changes(after, PAGE);
    }
  }

  /** The first verification after a pause finds that it is behind, and catches up. */
  @Benchmark
  @OperationsPerInvocation(CHANGES)
  public Verification follow(Writer writer, Reader reader) {
    reader.time.pause();
    return reader.latchkey.verifier().verify(writer.key);
  }

  /** Changes a key over and over. */
  @State(Scope.Benchmark)
  public static class Writer {

    private final Actor admin = Population.admin("account");
    private final MemoryKeyStore store = new MemoryKeyStore();
    private Latchkey latchkey;
    private String key;
    private KeyId id;
    private long before;

    /** Issues the key. */
    @Setup(Level.Trial)
    public void start() {
      latchkey = Population.start(store);
      key = Population.issue(latchkey, admin, Partner.CUSTOM.id());
      id = latchkey.verifier().verify(key).key().keyId();
    }

    /** Commits what is to be read. */
    @Setup(Level.Invocation)
    public void change() {
      before = latchkey.health().feedNumber();
      for (int i = 0; i < CHANGES / 2; i++) {
        use(latchkey.issuer().disable(admin, id));
        use(latchkey.issuer().enable(admin, id));
      }
    }

    private static void use(Object unused) {}

    /** Ends what runs in the background. */
    @TearDown(Level.Trial)
    public void close() {
      latchkey.close();
    }
  }

  /** Another latchkey on the same store, with nothing in the background. */
  @State(Scope.Benchmark)
  public static class Reader {

    private final Pausing time = new Pausing();
    private Latchkey latchkey;

    /** Starts it. */
    @Setup(Level.Trial)
    public void start(Writer writer) {
      latchkey =
          Latchkey.builder(writer.store)
              .brand(Population.BRAND)
              .timeSource(time)
              .executor(task -> {})
              .start();
    }

    /** Sees that it caught up. */
    @TearDown(Level.Invocation)
    public void check(Writer writer) {
      if (latchkey.health().feedNumber() != writer.before + CHANGES) {
        throw new IllegalStateException("not caught up: " + latchkey.health());
      }
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void close() {
      latchkey.close();
    }
  }

  /** Time that jumps beyond any bound on staleness when told to. */
  private static final class Pausing implements TimeSource {

    private static final long PAUSE_MILLIS = 60_000;

    private final AtomicLong pauses = new AtomicLong();

    void pause() {
      pauses.incrementAndGet();
    }

    @Override
    public long epochMillis() {
      return TimeSource.system().epochMillis() + pauses.get() * PAUSE_MILLIS;
    }

    @Override
    public long nanoTime() {
      return TimeSource.system().nanoTime() + pauses.get() * PAUSE_MILLIS * 1_000_000;
    }
  }
}
