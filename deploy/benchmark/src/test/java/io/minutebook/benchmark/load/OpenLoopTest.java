package io.minutebook.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final Duration WARM_UP = Duration.ofMillis(100);
  private static final Duration MEASURE = Duration.ofMillis(500);

  @Test
  void it_makes_as_many_calls_as_are_due_however_slow_they_are() throws InterruptedException {
    Measured measured =
        new OpenLoop(200, 1_000, WARM_UP, MEASURE)
            .run(
                _ -> {
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                  return 1;
                });
    assertThat(measured.done()).isBetween(99L, 101L);
    assertThat(measured.allDone()).isBetween(119L, 121L);
    assertThat(measured.millis(50)).isGreaterThanOrEqualTo(100);
  }

  @Test
  void while_the_system_stands_still_the_calls_that_were_due_wait_and_that_counts()
      throws InterruptedException {
    // one at a time, and the first call of the measured time takes 300 ms: those after it are due
    // during that and are answered at once when it is over
    CountDownLatch stalled = new CountDownLatch(1);
    Measured measured =
        new OpenLoop(100, 1, WARM_UP, MEASURE)
            .run(
                number -> {
                  if (number == 10) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                    stalled.countDown();
                  }
                  return 1;
                });
    assertThat(stalled.getCount()).isZero();
    assertThat(measured.done()).isBetween(49L, 51L);
    // 30 of the 50 waited, on the average half of the standstill; measured from when each was
    // really sent, all but one would have taken no time
    assertThat(measured.millis(75)).isGreaterThan(100);
    assertThat(measured.maxMillis()).isBetween(295.0, 1_000.0);
  }
}
