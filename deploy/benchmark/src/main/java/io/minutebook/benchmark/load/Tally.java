package io.minutebook.benchmark.load;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts what is done in the measured part of a run, which follows a warm-up. Times are those of
 * {@link System#nanoTime}.
 */
public final class Tally {

  private static final long LONGEST = Duration.ofMinutes(5).toNanos();

  private final long begin;
  private final long end;
  private final Histogram latency = new AtomicHistogram(LONGEST, 3);
  private final LongAdder done = new LongAdder();
  private final LongAdder allDone = new LongAdder();

  /** From a start on, which the warm-up follows. */
  public Tally(long start, Duration warmUp, Duration measure) {
    this.begin = start + warmUp.toNanos();
    this.end = begin + measure.toNanos();
  }

  /** Whether the measured time has passed. */
  public boolean isOver(long now) {
    return now - end >= 0;
  }

  /** Counts a call in a closed loop: with those of the time in which it was answered. */
  public void countByEnd(long from, long to, int much) {
    count(from, to, much, to);
  }

  /** Counts a call in an open loop: with those of the time in which it was due. */
  void countByBegin(long from, long to, int much) {
    count(from, to, much, from);
  }

  private void count(long from, long to, int much, long when) {
    allDone.add(much);
    if (when - begin >= 0 && when - end < 0) {
      done.add(much);
      latency.recordValue(Math.clamp(to - from, 0, LONGEST));
    }
  }

  /** What was counted so far. */
  public Measured measured() {
    return new Measured(done.sum(), allDone.sum(), Duration.ofNanos(end - begin), latency);
  }
}
