package io.latchkey.benchmarks.report;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Which benchmarks run together. */
enum BenchmarkSet {
  /** Everything that a reader of the table asks first, in one JVM each: under four minutes. */
  QUICK("Accept|Reject|Threads.*(baseline|hotKey|sha256)|.*Peer"),
  /** Latchkey beside the limits of the machine, fit for publication. */
  LIMITS("Limit|Accept|Reject|Threads|Forms|Load"),
  /** Everything, fit for publication: under half an hour on two cores. */
  FULL(".*");

  private final String classes;

  BenchmarkSet(String classes) {
    this.classes = classes;
  }

  static Optional<BenchmarkSet> named(String word) {
    for (BenchmarkSet set : values()) {
      if (set.word().equals(word)) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the command line says goes before what the set says. */
  Options options(Options commandLine, Path results) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(commandLine)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(results.toString());
    if (commandLine.getIncludes().isEmpty()) {
      builder.include("\\.benchmarks\\.(" + classes + ")");
    }
    if (this == QUICK) {
      shorten(builder, commandLine);
    }
    return builder.build();
  }

  private static void shorten(ChainedOptionsBuilder builder, Options commandLine) {
    if (!commandLine.getForkCount().hasValue()) {
      builder.forks(1);
    }
    if (!commandLine.getWarmupIterations().hasValue()) {
      builder.warmupIterations(3);
    }
    if (!commandLine.getWarmupTime().hasValue()) {
      builder.warmupTime(TimeValue.milliseconds(250));
    }
    if (!commandLine.getMeasurementIterations().hasValue()) {
      builder.measurementIterations(4);
    }
    if (!commandLine.getMeasurementTime().hasValue()) {
      builder.measurementTime(TimeValue.milliseconds(250));
    }
    if (!commandLine.getParameter("size").hasValue()) {
      builder.param("size", "1000", "1000000");
    }
  }
}
