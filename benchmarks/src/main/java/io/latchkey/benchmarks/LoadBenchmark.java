package io.latchkey.benchmarks;

import io.latchkey.Latchkey;
import io.latchkey.memory.MemoryKeyStore;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long does it take to fill an index, and how much heap does a key take there? The baseline
 * makes the same rows and drops them. Ten million keys by option: {@code -p keys=10000000
 * -jvmArgsAppend -Xmx16g}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
public class LoadBenchmark extends Timed {

  @Benchmark
  public FeedPosition baseline(Source source, Blackhole sink) {
    return source.store.load(new Dropping(sink));
  }

  @Benchmark
  public Latchkey load(Source source, Heap heap) {
    heap.loaded = Population.start(source.store);
    return heap.loaded;
  }

  /** Many rows, made when they are asked for. */
  @State(Scope.Benchmark)
  public static class Source {

    /** How many. */
    @Param("1000000")
    public int keys;

    private KeyStore store;

    /** Makes the source. */
    @Setup(Level.Trial)
    public void make() {
      GeneratedKeys generated = Population.generator();
      store = GeneratedStore.over(new MemoryKeyStore(), keys, generated::row);
    }
  }

  /** What the heap holds more after a load than before, garbage collected. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Heap {

    /** Bytes for each key. */
    public double heapBytesPerKey;

    private Latchkey loaded;
    private long before;

    /** Looks before. */
    @Setup(Level.Iteration)
    public void before() {
      before = used();
    }

    /** Looks behind, and ends what runs in the background. */
    @TearDown(Level.Iteration)
    public void after(Source source) {
      heapBytesPerKey = (double) (used() - before) / source.keys;
      loaded.close();
      loaded = null;
    }

    private static long used() {
      long used = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        System.gc();
        used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      }
      return used;
    }
  }

  /**
   * Takes rows and keeps none.
   *
   * @param sink where they go
   */
  private record Dropping(Blackhole sink) implements RecordSink {

    @Override
    public void partner(PartnerRecord partner) {
      sink.consume(partner);
    }

    @Override
    public void account(AccountRecord account) {
      sink.consume(account);
    }

    @Override
    public void key(KeyRecord key) {
      sink.consume(key);
    }
  }
}
