package io.latchkey.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and how results came about.
 *
 * @param started when the run began, UTC
 * @param minutes how long it took
 * @param command what was asked for
 * @param jdk version and vendor
 * @param processor its name, the number of cores and whether it has instructions for SHA
 * @param system name and version of the operating system
 */
record Environment(
    String started, long minutes, String command, String jdk, String processor, String system) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  static Environment here(String command, Instant started) {
    return new Environment(
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        Duration.between(started, Instant.now()).toMinutes(),
        command,
        property("java.vm.name") + " " + property("java.vm.version"),
        thisProcessor(),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"));
  }

  private static String thisProcessor() {
    String cores = ", " + Runtime.getRuntime().availableProcessors() + " cores";
    try {
      String known = Files.readString(PROCESSORS);
      String sha = known.contains(" sha_ni") ? ", SHA instructions" : "";
      return line(known, "model name") + cores + sha;
    } catch (IOException e) {
      return "unknown processor" + cores;
    }
  }

  private static String line(String known, String name) {
    return known
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown processor");
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
