package io.latchkey.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Environment ENVIRONMENT =
      new Environment(
          "2030-01-01T00:00:00Z", 3, "quick", "Some VM 17", "Some processor, 2 cores", "Linux");

  @TempDir private Path directory;

  @Test
  void plain_rows_haveMedianAllocationAndRatios() throws IOException {
    String table = report().plain();

    assertThat(table)
        .contains("command: quick (3 minutes)", "Some processor, 2 cores")
        .containsPattern("baseline +100 ns +1\\.50 ns +0 +1\\n")
        .containsPattern("hot key, 1,000 keys +130 ns +2 ns +0 +1\\.30\\n")
        .containsPattern("bcrypt ~ +80 ms +9 ms +1,024 +800,000 +615,385\\n");
  }

  @Test
  void plain_targets_areJudged() throws IOException {
    assertThat(report().plain())
        .containsPattern("over SHA-256 and clock +≤ 1\\.45 +≤ 1\\.25 +1\\.30 +met\\n")
        .containsPattern("worst of accept and every reject +≤ 0 +≤ 0 +0 +aim met\\n")
        .containsPattern("times faster than bcrypt +≥ 300,000 +≥ 600,000 +615,385 +aim met\\n")
        .containsPattern("times faster than tidy map +≥ 1\\.80 +≥ 2\\.50 +not measured\\n");
  }

  @Test
  void target_beyondItsBound_isMissed() {
    assertThat(Target.atMost("x", 2, 1, OptionalDouble.of(2.1)).verdict()).isEqualTo("MISSED");
    assertThat(Target.atLeast("x", 2, 3, OptionalDouble.of(1.9)).verdict()).isEqualTo("MISSED");
  }

  @Test
  void markdown_rows_areTables() throws IOException {
    assertThat(report().markdown())
        .contains("## accept", "| hot key, 1,000 keys | 130 ns | 2 ns | 0 | 1.30 |  |");
  }

  @Test
  void results_writtenAndRead_areTheSameAndNameNoFolder() throws IOException {
    ResultsFile results = ResultsFile.of(ENVIRONMENT, raw());
    Path file = directory.resolve("results.json");
    results.write(file);

    ResultsFile read = ResultsFile.read(file);

    assertThat(read.rows()).isEqualTo(results.rows());
    assertThat(read.environment()).isEqualTo(ENVIRONMENT);
    assertThat(Files.readString(file)).doesNotContain("/usr/lib/jvm");
  }

  @Test
  void environment_here_namesJdkAndCommand() {
    Environment here = Environment.here("full", Instant.now());

    assertThat(here.jdk()).contains(System.getProperty("java.vm.version"));
    assertThat(here.command()).isEqualTo("full");
    assertThat(here.processor()).contains("cores");
  }

  @Test
  void set_everyWord_isFound() {
    assertThat(List.of("quick", "limits", "full"))
        .allSatisfy(word -> assertThat(BenchmarkSet.named(word)).isPresent());
    assertThat(BenchmarkSet.named("other")).isEmpty();
  }

  private Report report() throws IOException {
    return new Report(ENVIRONMENT, ResultsFile.of(ENVIRONMENT, raw()).rows());
  }

  private Path raw() throws IOException {
    String json =
        "["
            + String.join(
                ",",
                result("Accept", "baseline", "", "1.5", "[[101,100,99]]", "0.001"),
                result("Accept", "hotKey", "\"size\":\"1000\"", "2", "[[129,130],[130]]", "0.001"),
                result("PasswordPeer", "baseline", "", "1.5", "[[100]]", "0"),
                result(
                    "PasswordPeer", "latchkey", "\"keys\":\"100000\"", "\"NaN\"", "[[130]]", "0"),
                result("PasswordPeer", "accepts", "\"name\":\"BCRYPT\"", "9e6", "[[8e7]]", "1024"))
            + "]";
    return Files.writeString(directory.resolve("raw.json"), json);
  }

  private static String result(
      String group, String method, String params, String error, String raw, String bytes) {
    return """
        {"jvm":"/usr/lib/jvm/x/bin/java","jvmArgs":[],"threads":1,
         "benchmark":"io.latchkey.benchmarks.%sBenchmark.%s","params":{%s},
         "primaryMetric":{"scoreUnit":"ns/op","scoreError":%s,"rawData":%s},
         "secondaryMetrics":{"gc.alloc.rate.norm":{"rawData":[[%s]]}}}
        """
        .formatted(group, method, params, error, raw, bytes);
  }
}
