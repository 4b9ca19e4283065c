package io.minutebook.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A report as text: each run, the medians, and the bars. */
public final class TextTable {

  private TextTable() {}

  public static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(report.benchmark()).append('\n');
    report
        .settings()
        .forEach(
            (name, value) ->
                text.append("  ").append(name).append(": ").append(value).append('\n'));
    text.append('\n');
    Set<String> names = new LinkedHashSet<>();
    report.rows().forEach(row -> names.addAll(row.figures().keySet()));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("run", ""));
    head.addAll(names);
    lines.add(head);
    report.rows().forEach(row -> lines.add(line(Integer.toString(row.run()), row, names)));
    report.medians().forEach(row -> lines.add(line("median", row, names)));
    align(lines, text);
    if (!report.bars().isEmpty()) {
      text.append('\n');
      List<List<String>> bars = new ArrayList<>();
      bars.add(List.of("", "promised", "median", "", "per run"));
      report.bars().forEach(bar -> bars.add(line(bar)));
      align(bars, text);
    }
    return text.toString();
  }

  /** A row alone, in one line. */
  static String of(Row row) {
    String run = row.run() > 0 ? "run " + row.run() : "rehearsal";
    StringBuilder text = new StringBuilder(run + ", " + row.subject() + ":");
    row.figures()
        .forEach(
            (name, figure) -> text.append("  ").append(name).append(' ').append(number(figure)));
    return text.toString();
  }

  private static List<String> line(String run, Row row, Set<String> names) {
    List<String> line = new ArrayList<>(List.of(run, row.subject()));
    for (String name : names) {
      Double figure = row.figures().get(name);
      line.add(figure == null ? "" : number(figure));
    }
    return line;
  }

  private static List<String> line(Bar bar) {
    return List.of(
        bar.what(),
        (bar.atLeast() ? ">= " : "<= ") + number(bar.limit()),
        number(bar.median()),
        bar.holds() ? "holds" : "FAILS",
        String.join(" ", bar.perRun().stream().map(TextTable::number).toList()));
  }

  private static String number(double number) {
    double size = Math.abs(number);
    String form = size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, number);
  }

  /** The first two columns to the left, as the last of bars; numbers to the right. */
  private static void align(List<List<String>> lines, StringBuilder text) {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - line.get(i).length());
        row.append(i == 0 ? "" : "  ");
        row.append(i < 2 ? line.get(i) + pad : pad + line.get(i));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }
}
