package io.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A verification has not become several times as dear as what it is made of. Only figures of one
 * run are compared, the bounds are about twice what is measured, and the best of several runs
 * decides: whatever disturbs a run makes it worse, and a change that doubles the cost spoils them
 * all.
 */
class RatioTest {

  private static final int RUNS = 4;

  private static final double ACCEPT_OVER_SHA256_AND_CLOCK = 2.5;

  private static final double UNKNOWN_OVER_SHA256 = 1.5;

  @Test
  void accept_besideItsParts_isNotSeveralTimesAsDear() throws RunnerException {
    double best =
        best(
            "AcceptBenchmark\\.(baseline|hotKey)",
            params -> params.getBenchmark().endsWith("hotKey"),
            ACCEPT_OVER_SHA256_AND_CLOCK);

    assertThat(best).isLessThan(ACCEPT_OVER_SHA256_AND_CLOCK);
  }

  @Test
  void unknownKey_besideOneDigest_isNotSeveralTimesAsDear() throws RunnerException {
    double best =
        best(
            "RejectBenchmark\\.(baseline|rejected)",
            params -> params.getBenchmark().endsWith("rejected"),
            UNKNOWN_OVER_SHA256);

    assertThat(best).isLessThan(UNKNOWN_OVER_SHA256);
  }

  /** The smallest ratio over the baseline; stops at the first that is small enough. */
  private static double best(String include, Predicate<BenchmarkParams> ours, double enough)
      throws RunnerException {
    double best = Double.MAX_VALUE;
    for (int run = 0; run < RUNS && best >= enough; run++) {
      Collection<RunResult> results = run(include);
      double nanos = score(results, ours);
      double baseline = score(results, ours.negate());
      best = Math.min(best, nanos / baseline);
    }
    return best;
  }

  private static Collection<RunResult> run(String include) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(include)
                .param("size", "1000")
                .param("reason", Reject.UNKNOWN_ID.name())
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(300))
                .measurementIterations(4)
                .measurementTime(TimeValue.milliseconds(200))
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }

  private static double score(Collection<RunResult> results, Predicate<BenchmarkParams> which) {
    return results.stream()
        .filter(result -> which.test(result.getParams()))
        .mapToDouble(result -> result.getPrimaryResult().getStatistics().getMin())
        .findFirst()
        .orElseThrow();
  }
}
