package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Arrivals")
class HeadsTest {

  private static final String STREAM = "series/lamp-room";
  private final Arrivals arrivals = new Arrivals();

  private static void await(Arrivals.Watch watch) {
    try {
      watch.await(Duration.ofMinutes(5));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void wakes_everybody_who_watches_the_stream() throws Exception {
    try (Arrivals.Watch one = arrivals.watch(STREAM);
        Arrivals.Watch other = arrivals.watch(STREAM)) {
      CompletableFuture<Void> both =
          CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> await(one)),
              CompletableFuture.runAsync(() -> await(other)));

      arrivals.written(Generation.FIRST, STREAM, 3);

      both.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void loses_nothing_that_was_written_before_one_waits() {
    try (Arrivals.Watch watch = arrivals.watch(STREAM)) {
      arrivals.written(Generation.FIRST, STREAM, 3);
      arrivals.written(Generation.FIRST, STREAM, 3);
      await(watch);
    }
  }

  @Test
  void knows_what_was_written_before_somebody_watched() {
    arrivals.written(Generation.FIRST, STREAM, 3);
    arrivals.written(Generation.FIRST, STREAM, 2);

    try (Arrivals.Watch watch = arrivals.watch(STREAM)) {
      assertThat(watch.version(Generation.FIRST)).isEqualTo(3);
      assertThat(watch.version(new Generation(1, Map.of()))).isEqualTo(-1);
    }
  }

  @Test
  void remembers_the_streams_that_were_written_last() {
    arrivals.written(Generation.FIRST, STREAM, 3);
    for (int other = 0; other < 10_000; other++) {
      arrivals.written(Generation.FIRST, "series/other-" + other, 1);
    }

    try (Arrivals.Watch forgotten = arrivals.watch(STREAM);
        Arrivals.Watch kept = arrivals.watch("series/other-0")) {
      assertThat(forgotten.version(Generation.FIRST)).isEqualTo(-1);
      assertThat(kept.version(Generation.FIRST)).isEqualTo(1);
    }
  }

  @Test
  void forgets_who_no_longer_watches() {
    try (Arrivals.Watch one = arrivals.watch(STREAM)) {
      arrivals.watch(STREAM).close();
      assertThat(arrivals.watched()).isEqualTo(1);
      arrivals.written(Generation.FIRST, "series/other", 3);
      assertThat(one).isNotNull();
    }
    assertThat(arrivals.watched()).isZero();
  }
}
