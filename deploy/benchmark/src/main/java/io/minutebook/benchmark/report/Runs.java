package io.minutebook.benchmark.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * How often each thing is measured: one after the other, in an order that turns from run to run.
 */
public final class Runs {

  @Option(
      names = {"--runs", "--pairs"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each is measured (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--rehearsals",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Runs before them that do not count: until this JVM has compiled what it needs"
              + " (${DEFAULT-VALUE}).")
  private int rehearsals;

  /** Measures one thing once. */
  @FunctionalInterface
  public interface Measurement<T> {

    /**
     * Measures.
     *
     * @param run from 1; rehearsals have 0 and less
     */
    Row of(int run, T subject) throws Exception;
  }

  /** Measures everything and adds the rows to the report, but for rehearsals. */
  public <T> void interleave(
      List<T> subjects, Measurement<T> measurement, Report report, ReportOptions output)
      throws Exception {
    for (int run = 1 - rehearsals; run <= runs; run++) {
      List<T> order = new ArrayList<>(subjects);
      Collections.rotate(order, 1 - run);
      for (T subject : order) {
        Row row = measurement.of(run, subject);
        output.progress(row);
        if (run > 0) {
          report.add(row);
        }
      }
    }
  }
}
