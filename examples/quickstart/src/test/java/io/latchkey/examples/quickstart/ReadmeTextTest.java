package io.latchkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md against the code that is compiled and run for it, and against its own rules. */
class ReadmeTextTest {

  private static final Path ROOT = Path.of("..", "..");

  @Test
  void javaBlocks_areTheCodeThatTestsRun() throws IOException {
    List<String> blocks = parts(readme(), "```java", "```");
    List<String> regions = new ArrayList<>();
    for (Path source : testSources()) {
      regions.addAll(parts(Files.readAllLines(source), "// README", "// end"));
    }

    assertThat(blocks).isNotEmpty().containsExactlyInAnyOrderElementsOf(regions);
  }

  @Test
  void firstScreen_hasCodeByLine21AndTheWholeFitsIn200() throws IOException {
    assertThat(readme().indexOf("```java")).isBetween(0, 20);
    assertThat(readme()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void runItAndTestIt_areFollowedByOneCommandEach() throws IOException {
    List<String> lines = readme();
    for (String heading : List.of("## Run it", "## Test it")) {
      List<String> section = lines.subList(lines.indexOf(heading) + 1, lines.size());
      int fence = section.indexOf("```sh");
      assertThat(section.subList(0, fence)).noneMatch(line -> line.startsWith("#"));
      assertThat(section.get(fence + 1)).startsWith("mvn ");
      assertThat(section.get(fence + 2)).isEqualTo("```");
    }
    assertThat(lines.stream().filter("```sh"::equals)).hasSize(2);
  }

  @Test
  void links_leadToFilesThatAreThere() throws IOException {
    String text = String.join("\n", readme());
    List<String> targets = new ArrayList<>();
    Pattern.compile("]\\(([^)#:]+)\\)")
        .matcher(text)
        .results()
        .forEach(match -> targets.add(match.group(1)));

    assertThat(targets).isNotEmpty().allMatch(target -> Files.exists(ROOT.resolve(target)));
  }

  private static List<String> readme() throws IOException {
    return Files.readAllLines(ROOT.resolve("README.md"));
  }

  private static List<Path> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> !file.toString().contains("target"))
          .toList();
    }
  }

  /** What stands between two lines, without any white space. */
  private static List<String> parts(List<String> lines, String begin, String end) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = null;
    for (String line : lines) {
      if (line.strip().equals(begin)) {
        part = new StringBuilder();
      } else if (part != null && line.strip().equals(end)) {
        parts.add(part.toString());
        part = null;
      } else if (part != null) {
        part.append(line.replaceAll("\\s", ""));
      }
    }
    return parts;
  }
}
