package io.minutebook.benchmark.report;

import java.util.List;

/**
 * Something that was promised, and what came of it: the median over the runs.
 *
 * @param what in words
 * @param perRun the value of each run
 * @param atLeast whether the limit is the least that is allowed, or else the most
 */
public record Bar(String what, List<Double> perRun, boolean atLeast, double limit) {

  public Bar {
    perRun = List.copyOf(perRun);
  }

  public double median() {
    return Median.of(perRun);
  }

  public boolean holds() {
    return atLeast ? median() >= limit : median() <= limit;
  }
}
