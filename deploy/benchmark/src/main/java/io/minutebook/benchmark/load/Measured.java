package io.minutebook.benchmark.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What was seen.
 *
 * @param done how much was done within the measured time, see {@link Work#once}
 * @param allDone how much was done altogether, before and after that time included
 * @param elapsed the measured time
 * @param latency of each call that ended in the measured time, in nanoseconds
 */
public record Measured(long done, long allDone, Duration elapsed, Histogram latency) {

  public double perSecond() {
    return done / (elapsed.toNanos() / 1e9);
  }

  /** A percentile of the latency, 0 to 100, in milliseconds. */
  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e6;
  }

  public double maxMillis() {
    return latency.getMaxValue() / 1e6;
  }
}
