package io.latchkey.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/**
 * Runs a set of benchmarks and prints what came out, or prints what an earlier run left.
 *
 * <pre>{@code
 * quick|limits|full [options of JMH]
 * render results.json
 * }</pre>
 */
public final class Main {

  private static final String USAGE =
      "quick | limits | full, with options of JMH behind it; or: render FILE.json";

  /** Where results are kept; the working directory decides if the property is not set. */
  private static final String DIRECTORY = "latchkey.results";

  private Main() {}

  /**
   * Runs or renders.
   *
   * @param arguments see the class
   */
  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    if (arguments.length == 2 && arguments[0].equals("render")) {
      render(Path.of(arguments[1]));
      return;
    }
    if (arguments.length == 0 || BenchmarkSet.named(arguments[0]).isEmpty()) {
      System.err.println(USAGE);
      System.exit(2);
    }
    run(BenchmarkSet.named(arguments[0]).orElseThrow(), arguments);
  }

  private static void run(BenchmarkSet set, String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Path raw = Files.createTempFile("latchkey-benchmarks", ".json");
    try {
      Options options = set.options(new CommandLineOptions(rest), raw);
      Instant started = Instant.now();
      new Runner(options, new Progress(System.err)).run();
      Environment environment = Environment.here(String.join(" ", arguments), started);
      ResultsFile results = ResultsFile.of(environment, raw);
      Path file = directory().resolve(name(set));
      results.write(file);
      render(file);
      System.err.println("kept in " + file + " and beside it as .md");
    } finally {
      Files.delete(raw);
    }
  }

  private static void render(Path file) throws IOException {
    ResultsFile results = ResultsFile.read(file);
    Report report = new Report(results.environment(), results.rows());
    System.out.print(report.plain());
    String markdown = file.getFileName().toString().replace(".json", "") + ".md";
    Files.writeString(file.resolveSibling(markdown), report.markdown());
  }

  private static Path directory() throws IOException {
    String set = System.getProperty(DIRECTORY, "benchmarks/results");
    return Files.createDirectories(Path.of(set));
  }

  private static String name(BenchmarkSet set) {
    return LocalDate.now(ZoneOffset.UTC)
        + "-jdk"
        + Runtime.version().feature()
        + "-"
        + set.word()
        + ".json";
  }
}
