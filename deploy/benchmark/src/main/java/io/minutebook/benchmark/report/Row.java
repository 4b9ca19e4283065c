package io.minutebook.benchmark.report;

import io.minutebook.benchmark.load.Measured;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one thing came to in one run.
 *
 * @param run from 1
 * @param subject what was measured
 * @param figures by name, with the unit in the name
 */
public record Row(int run, String subject, Map<String, Double> figures) {

  /** The figure that ratios of throughput are made of. */
  public static final String PER_SECOND = "per second";

  public static final String P50 = "p50 ms";
  public static final String P99 = "p99 ms";

  public Row {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Throughput and latency, and whatever else is given. */
  public static Row of(int run, String subject, Measured measured, Map<String, Double> more) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(PER_SECOND, measured.perSecond());
    figures.put(P50, measured.millis(50));
    figures.put("p90 ms", measured.millis(90));
    figures.put(P99, measured.millis(99));
    figures.put("p99.9 ms", measured.millis(99.9));
    figures.put("max ms", measured.maxMillis());
    figures.putAll(more);
    return new Row(run, subject, figures);
  }

  /**
   * A figure by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public double figure(String name) {
    Double figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException(subject + " has no figure '" + name + "'");
    }
    return figure;
  }
}
