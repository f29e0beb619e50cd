package io.latchkey.benchmarks.report;

import java.io.PrintStream;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** One line for each benchmark, and whatever goes wrong. */
final class Progress implements OutputFormat {

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    String name = benchmark.getBenchmark();
    StringBuilder line = new StringBuilder(name.substring(name.indexOf("benchmarks.") + 11));
    for (String key : benchmark.getParamsKeys()) {
      line.append(' ').append(key).append('=').append(benchmark.getParam(key));
    }
    out.println(line);
  }

  /** JMH's own remarks begin with a hash; the rest comes from the benchmark, or is a failure. */
  @Override
  public void println(String text) {
    if (!text.isBlank() && !text.startsWith("#")) {
      out.println(text);
    }
  }

  @Override
  public void print(String text) {}

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int character) {
    out.write(character);
  }

  @Override
  public void write(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
  }

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams iteration, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams iteration, int number, IterationResult result) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {}
}
