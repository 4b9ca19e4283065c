package io.minutebook.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosedLoopTest {

  private static final Duration SHORT = Duration.ofMillis(150);

  @ParameterizedTest
  @EnumSource(Threads.class)
  void as_many_senders_as_asked_for_are_at_work_and_each_call_has_its_number(Threads threads)
      throws InterruptedException {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Set<Long> numbers = ConcurrentHashMap.newKeySet();
    AtomicLong calls = new AtomicLong();
    Measured measured =
        new ClosedLoop(5, threads, SHORT, SHORT)
            .run(
                number -> {
                  most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                  numbers.add(number);
                  calls.incrementAndGet();
                  LockSupport.parkNanos(1_000_000);
                  atWork.decrementAndGet();
                  return 1;
                });
    assertThat(most).hasValue(5);
    assertThat((long) numbers.size()).isEqualTo(calls.get()).isEqualTo(measured.allDone());
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void only_what_ends_in_the_measured_time_is_counted(Threads threads) throws InterruptedException {
    Measured measured = new ClosedLoop(2, threads, SHORT, SHORT).run(_ -> batchOf(10));
    assertThat(measured.done()).isPositive().isLessThan(measured.allDone());
    assertThat(measured.done() % 10).isZero();
    assertThat(measured.latency().getTotalCount()).isEqualTo(measured.done() / 10);
    assertThat(measured.perSecond()).isEqualTo(measured.done() / 0.15);
    assertThat(measured.millis(50)).isGreaterThanOrEqualTo(1);
  }

  private static int batchOf(int size) {
    LockSupport.parkNanos(1_000_000);
    return size;
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void a_call_that_fails_fails_the_run(Threads threads) {
    ClosedLoop loop = new ClosedLoop(3, threads, SHORT, SHORT);
    assertThatThrownBy(
            () ->
                loop.run(
                    number -> {
                      throw new IllegalStateException("call " + number);
                    }))
        .isInstanceOf(LoadFailure.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }
}
