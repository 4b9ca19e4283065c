package io.minutebook.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.eventstore.Place;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MarksTest {

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  private final Marks marks =
      new Marks(
          (CommitTable)
              Proxy.newProxyInstance(
                  CommitTable.class.getClassLoader(),
                  new Class<?>[] {CommitTable.class},
                  (proxy, method, arguments) -> {
                    if (away) {
                      throw new MongoException("away");
                    }
                    calls.add(
                        method.getName()
                            + (arguments[0] instanceof List<?> list ? list : arguments[1]));
                    return null;
                  }),
          "events",
          Timing.SYSTEM);

  private final Thread thread = Timing.SYSTEM.start("marks", marks::run);
  private final Place a = new Place("a", 0);
  private final Place b = new Place("b", 0);

  private static String published(Place... places) {
    return "published" + List.of(places);
  }

  @AfterEach
  void stop() throws InterruptedException {
    marks.close();
    thread.join();
  }

  @Test
  void how_far_the_log_reaches_is_kept_before_the_marks() throws InterruptedException {
    marks.add(List.of(a, b), Map.of(0, 7L));
    marks.awaitNone();
    assertThat(calls).containsExactly("logReached{0=7}", published(a, b));
    assertThat(marks.isOutstanding(a)).isFalse();
  }

  @Test
  void what_cannot_be_marked_is_tried_again_and_outstanding_until_then() {
    away = true;
    marks.add(List.of(a), Map.of(0, 1L));
    assertThat(marks.isOutstanding(a)).isTrue();
    assertThat(marks.isOutstanding(b)).isFalse();
    away = false;
    await().atMost(Duration.ofSeconds(30)).until(() -> !marks.isOutstanding(a));
    assertThat(calls).contains(published(a));
  }

  @RepeatedTest(50)
  void what_is_left_is_marked_when_it_is_closed() throws InterruptedException {
    marks.add(List.of(a), Map.of());
    marks.close();
    thread.join();
    assertThat(String.join(" ", new ArrayList<>(calls))).contains(published(a));
  }

  @Test
  void of_a_log_that_is_gone_nothing_is_kept() throws InterruptedException {
    marks.add(List.of(a), Map.of(0, 7L));
    marks.awaitNone();
    marks.forgetReach();
    marks.add(List.of(b), Map.of(1, 2L));
    marks.awaitNone();
    assertThat(calls).contains("logReached{1=2}").doesNotContain("logReached{0=7, 1=2}");
  }
}
