package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoInterruptedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SideBySideTest {

  @Test
  void are_side_by_side() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (SideBySide reads = new SideBySide()) {
      Supplier<String> one = reads.begin(() -> both.await() >= 0 ? "one" : "");
      Supplier<String> other = reads.begin(() -> both.await() >= 0 ? "other" : "");

      assertThat(one.get() + other.get()).isEqualTo("oneother");
    }
  }

  @Test
  void fail_with_what_the_reading_failed_with() {
    try (SideBySide reads = new SideBySide()) {
      BadArgument problem = new BadArgument("after", "this is not a cursor of this list");
      Supplier<String> read =
          reads.begin(
              () -> {
                throw problem;
              });

      assertThatThrownBy(read::get).isSameAs(problem);
    }
  }

  @Test
  void end_when_the_one_who_waits_for_them_is_told_to_stop() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicReference<Object> seen = new AtomicReference<>();
    Thread asking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (SideBySide reads = new SideBySide()) {
                    seen.set(reads.begin(() -> readsForever(begun, stopped)).get());
                  } catch (MongoInterruptedException e) {
                    seen.set(e);
                  }
                });
    begun.await();
    asking.interrupt();
    asking.join();

    assertThat(seen.get()).isInstanceOf(MongoInterruptedException.class);
    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static String readsForever(CountDownLatch begun, CountDownLatch stopped)
      throws InterruptedException {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
      return "";
    } finally {
      stopped.countDown();
    }
  }
}
