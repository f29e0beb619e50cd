package io.latchkey.benchmarks.report;

import java.util.List;

/** How tables look. */
interface Table {

  /** A heading with what sets it off. */
  String heading(String text);

  /** Lines that stay lines. */
  String lines(List<String> lines);

  /** Cells under a head; the first column reads from the left, the others from the right. */
  String of(List<String> head, List<List<String>> cells);

  /** For terminals. */
  final class Plain implements Table {

    @Override
    public String heading(String text) {
      return "\n" + text + "\n";
    }

    @Override
    public String lines(List<String> lines) {
      return String.join("\n", lines) + "\n";
    }

    @Override
    public String of(List<String> head, List<List<String>> cells) {
      int[] widths = new int[head.size()];
      widen(widths, head);
      cells.forEach(row -> widen(widths, row));
      StringBuilder table = new StringBuilder(row(widths, head));
      cells.forEach(row -> table.append(row(widths, row)));
      return table.toString();
    }

    private static void widen(int[] widths, List<String> row) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }

    private static String row(int[] widths, List<String> row) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        line.append("  ").append(i == 0 ? row.get(i) + space : space + row.get(i));
      }
      return line.toString().stripTrailing() + "\n";
    }
  }

  /** For documents. */
  final class Markdown implements Table {

    @Override
    public String heading(String text) {
      return "\n## " + text + "\n\n";
    }

    @Override
    public String lines(List<String> lines) {
      return "- " + String.join("\n- ", lines) + "\n";
    }

    @Override
    public String of(List<String> head, List<List<String>> cells) {
      StringBuilder table = new StringBuilder(row(head));
      table.append("|---|").append("--:|".repeat(head.size() - 1)).append('\n');
      cells.forEach(row -> table.append(row(row)));
      return table.toString();
    }

    private static String row(List<String> row) {
      return "| " + String.join(" | ", row) + " |\n";
    }
  }
}
