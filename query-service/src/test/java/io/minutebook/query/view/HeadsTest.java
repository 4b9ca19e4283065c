package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Heads")
class HeadsTest {

  private static final String STREAM = "series/lamp-room";
  private final Heads heads = new Heads();

  private static void await(Heads.Watch watch) {
    try {
      watch.await(Duration.ofMinutes(5));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void wakes_everybody_who_watches_the_stream() throws Exception {
    try (Heads.Watch one = heads.watch(STREAM);
        Heads.Watch other = heads.watch(STREAM)) {
      CompletableFuture<Void> both =
          CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> await(one)),
              CompletableFuture.runAsync(() -> await(other)));

      heads.written(STREAM);

      both.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void loses_nothing_that_was_written_before_one_waits() {
    try (Heads.Watch watch = heads.watch(STREAM)) {
      heads.written(STREAM);
      heads.written(STREAM);
      await(watch);
    }
  }

  @Test
  void forgets_who_no_longer_watches() {
    try (Heads.Watch one = heads.watch(STREAM)) {
      heads.watch(STREAM).close();
      assertThat(heads.watched()).isEqualTo(1);
      heads.written("series/other");
      assertThat(one).isNotNull();
    }
    assertThat(heads.watched()).isZero();
  }
}
