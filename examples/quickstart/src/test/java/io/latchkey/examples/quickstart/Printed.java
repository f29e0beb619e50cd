package io.latchkey.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.KeyText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What an example printed. */
record Printed(String text) {

  private static final Pattern KEY = Pattern.compile(KeyText.scannerPattern("acme"));

  /** Something that prints. */
  interface Example {
    void run(PrintStream out) throws Exception;
  }

  static Printed by(Example example) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, UTF_8)) {
      example.run(out);
    }
    return new Printed(bytes.toString(UTF_8));
  }

  /** The lines with a label, without it. */
  List<String> rows(String label) {
    String column = String.format("  %-26s", label);
    return text.lines()
        .filter(line -> line.startsWith(column))
        .map(line -> line.substring(column.length()))
        .toList();
  }

  /** The lines that follow a heading, up to the next empty one. */
  Printed section(String heading) {
    int start = text.indexOf(heading);
    assertThat(start).as("heading \"%s\" in:%n%s", heading, text).isNotNegative();
    int end = text.indexOf(System.lineSeparator().repeat(2), start);
    return new Printed(end < 0 ? text.substring(start) : text.substring(start, end));
  }

  /** Every key stands in the row that shows it, and nowhere else. */
  void assertShowsEachKeyOnce(int count) {
    List<String> found = KEY.matcher(text).results().map(MatchResult::group).toList();
    assertThat(found).hasSize(count).doesNotHaveDuplicates().isEqualTo(rows("shown once"));
    assertThat(text).doesNotContain("\tat ", "Exception");
  }
}
