package io.minutebook.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that came of a benchmark. */
public final class Report {

  private final String benchmark;
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();

  public Report(String benchmark) {
    this.benchmark = benchmark;
  }

  /** Keeps what the figures were measured with: texts, numbers, or lists of them. */
  public void setting(String name, Object value) {
    settings.put(name, value);
  }

  public void add(Row row) {
    rows.add(row);
  }

  /** One subject's figure of each run, in the order of the runs. */
  public List<Double> figures(String subject, String figure) {
    return rows.stream()
        .filter(row -> row.subject().equals(subject))
        .map(row -> row.figure(figure))
        .toList();
  }

  /** The ratios of one subject's figure to another's, each within one run. */
  public List<Double> ratios(String subject, String to, String figure) {
    List<Double> ratios = new ArrayList<>();
    for (Row row : rows) {
      if (row.subject().equals(subject)) {
        rows.stream()
            .filter(other -> other.run() == row.run() && other.subject().equals(to))
            .findFirst()
            .ifPresent(other -> ratios.add(row.figure(figure) / other.figure(figure)));
      }
    }
    return ratios;
  }

  /** Promises something; without a value, because something was left out, it is not judged. */
  public void bar(String what, List<Double> perRun, boolean atLeast, double limit) {
    if (!perRun.isEmpty()) {
      bars.add(new Bar(what, perRun, atLeast, limit));
    }
  }

  public boolean holds() {
    return bars.stream().allMatch(Bar::holds);
  }

  String benchmark() {
    return benchmark;
  }

  Map<String, Object> settings() {
    return settings;
  }

  List<Row> rows() {
    return rows;
  }

  List<Bar> bars() {
    return bars;
  }

  /** The medians of each subject over its runs. */
  List<Row> medians() {
    List<Row> medians = new ArrayList<>();
    for (String subject : rows.stream().map(Row::subject).distinct().toList()) {
      Map<String, Double> figures = new LinkedHashMap<>();
      subjectRows(subject)
          .flatMap(row -> row.figures().keySet().stream())
          .distinct()
          .forEach(name -> figures.put(name, Median.of(figures(subject, name))));
      medians.add(new Row(0, subject, figures));
    }
    return medians;
  }

  private Stream<Row> subjectRows(String subject) {
    return rows.stream().filter(row -> row.subject().equals(subject));
  }
}
