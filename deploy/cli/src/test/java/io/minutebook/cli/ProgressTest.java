package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Progress in a log")
class ProgressTest {

  private final StringWriter out = new StringWriter();
  private long seconds;
  private final Progress progress =
      new Progress.Lines(
          "Log", 8_000, new PrintWriter(out, true), () -> TimeUnit.SECONDS.toNanos(seconds));

  private void reached(long after, long steps) {
    seconds = after;
    progress.reached(steps);
  }

  @Test
  void tells_at_every_quarter_how_fast_it_goes_and_how_long_that_leaves() {
    reached(1, 100);
    reached(4, 2_000);
    reached(8, 4_000);
    reached(18, 6_000);
    reached(20, 8_000);
    progress.close();

    assertThat(out.toString().lines())
        .containsExactly(
            "Log 2000/8000, 500 a second, about 12 s left",
            "Log 4000/8000, 500 a second, about 8 s left",
            "Log 6000/8000, 333 a second, about 6 s left",
            "Log 8000/8000");
  }

  @Test
  void tells_no_rate_before_there_is_one() {
    reached(0, 2_000);

    assertThat(out.toString().lines()).containsExactly("Log 2000/8000");
  }
}
