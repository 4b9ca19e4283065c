package io.minutebook.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far long work has come, on standard error. */
sealed interface Progress extends AutoCloseable {

  /** One more step is done. */
  void step();

  /** So many steps are done in all. */
  void reached(long steps);

  @Override
  void close();

  /** A bar that fills, for a terminal. */
  final class Bar implements Progress {

    private final ProgressBar bar;

    Bar(String task, long steps) {
      this.bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .showSpeed()
              .setUpdateIntervalMillis((int) Duration.ofMillis(100).toMillis())
              .continuousUpdate()
              .build();
    }

    @Override
    public void step() {
      bar.step();
    }

    @Override
    public void reached(long steps) {
      bar.stepTo(steps);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line at every quarter of the way, for a log. */
  final class Lines implements Progress {

    private static final long PARTS = 4;

    private final String task;
    private final long total;
    private final PrintWriter out;
    private final LongSupplier nanos;
    private final long began;
    private long done;
    private long said;

    Lines(String task, long total, PrintWriter out) {
      this(task, total, out, System::nanoTime);
    }

    /**
     * The same by another clock.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    Lines(String task, long total, PrintWriter out, LongSupplier nanos) {
      this.task = task;
      this.total = total;
      this.out = out;
      this.nanos = nanos;
      this.began = nanos.getAsLong();
    }

    @Override
    public void step() {
      reached(done + 1);
    }

    @Override
    public void reached(long steps) {
      done = steps;
      boolean lastStep = done == total;
      if (said < total && (lastStep || (done - said) * PARTS >= total)) {
        out.printf("%s %d/%d%s%n", task, done, total, lastStep ? "" : pace());
        said = done;
      }
    }

    /** How fast it goes, and how long that leaves; nothing before that can be told. */
    private String pace() {
      double seconds = (nanos.getAsLong() - began) / 1e9;
      return seconds < 1
          ? ""
          : ", %,.0f a second, about %,.0f s left"
              .formatted(done / seconds, (total - done) * seconds / done);
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
