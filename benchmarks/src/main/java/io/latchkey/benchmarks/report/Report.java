package io.latchkey.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The results for readers, as plain text and as Markdown. */
final class Report {

  private static final List<String> HEAD =
      List.of("benchmark", "time", "±", "B/op", "over baseline", "times latchkey");
  private static final List<String> TARGET_HEAD =
      List.of("figure", "must", "aim", "measured", "verdict");

  private final Environment environment;
  private final List<Row> rows;

  Report(Environment environment, List<Row> rows) {
    this.environment = environment;
    this.rows = rows;
  }

  String plain() {
    return render(new Table.Plain());
  }

  String markdown() {
    return render(new Table.Markdown());
  }

  private String render(Table table) {
    StringBuilder text = new StringBuilder();
    text.append(table.heading("Results of " + environment.started()));
    text.append(table.lines(origin()));
    groups()
        .forEach(
            (group, members) -> {
              text.append(table.heading(Row.words(group)));
              text.append(table.of(HEAD, cells(members)));
            });
    text.append(table.heading("promised figures"));
    text.append(table.of(TARGET_HEAD, targets()));
    return text.toString();
  }

  private List<String> origin() {
    return List.of(
        "command: " + environment.command() + " (" + environment.minutes() + " minutes)",
        "JDK: " + environment.jdk(),
        "processor: " + environment.processor(),
        "system: " + environment.system(),
        "Times are medians of all iterations for one call of one thread; ± is half of JMH's 99.9 %"
            + " interval; ~ marks rows where that is over 10 %.");
  }

  private Map<String, List<Row>> groups() {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.group(), g -> new ArrayList<>()).add(row));
    return groups;
  }

  private static List<List<String>> cells(List<Row> members) {
    List<List<String>> cells = new ArrayList<>();
    for (Row row : members) {
      String bytes = row.bytes().isPresent() ? bytes(row.bytes().getAsDouble()) : "";
      cells.add(
          List.of(
              row.label() + (row.noisy() ? " ~" : ""),
              time(row.nanos()),
              Double.isNaN(row.errorNanos()) ? "" : time(row.errorNanos()),
              bytes,
              over(row, find(members, "baseline", row)),
              over(row, find(members, "latchkey", row))));
    }
    return cells;
  }

  /** The row of a method under the same conditions. */
  private static Optional<Row> find(List<Row> members, String method, Row like) {
    return members.stream()
        .filter(row -> row.method().equals(method))
        .filter(row -> row.comparable(like))
        .findFirst();
  }

  private static String over(Row row, Optional<Row> reference) {
    return reference.map(found -> figure(row.nanos() / found.nanos())).orElse("");
  }

  private List<List<String>> targets() {
    List<List<String>> cells = new ArrayList<>();
    for (Target target : new Targets(rows).all()) {
      String sign = target.most() ? "≤ " : "≥ ";
      OptionalDouble measured = target.measured();
      cells.add(
          List.of(
              target.name(),
              sign + figure(target.must()),
              sign + figure(target.aim()),
              measured.isPresent() ? figure(measured.getAsDouble()) : "",
              target.verdict()));
    }
    return cells;
  }

  private static String time(double nanos) {
    if (nanos >= 1e6) {
      return figure(nanos / 1e6) + " ms";
    }
    return nanos >= 1e4 ? figure(nanos / 1e3) + " µs" : figure(nanos) + " ns";
  }

  private static String bytes(double bytes) {
    return bytes < 0.05 ? "0" : String.format(Locale.ROOT, "%,.0f", bytes);
  }

  private static String figure(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
