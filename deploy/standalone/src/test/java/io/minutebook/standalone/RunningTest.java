package io.minutebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunningTest {

  private final List<String> stopped = new CopyOnWriteArrayList<>();

  @Test
  void groups_are_stopped_in_the_opposite_order() throws Exception {
    try (Running running = new Running()) {
      running.start(List.of(part("database")));
      running.start(List.of(part("service")));
    }
    assertThat(stopped).containsExactly("service", "database");
  }

  @Test
  void the_parts_of_a_group_start_side_by_side() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Callable<AutoCloseable> part =
        () -> {
          both.countDown();
          both.await();
          return () -> {};
        };
    try (Running running = new Running()) {
      running.start(List.of(part, part));
    }
    assertThat(both.getCount()).isZero();
  }

  @Test
  void given_a_part_that_fails_the_others_are_stopped_all_the_same() {
    Running running = new Running();
    Callable<AutoCloseable> broken =
        () -> {
          throw new IOException("no room");
        };
    assertThatThrownBy(() -> running.start(List.of(part("database"), broken)))
        .hasMessage("no room");
    running.close();
    assertThat(stopped).containsExactly("database");
  }

  private Callable<AutoCloseable> part(String name) {
    return () -> () -> stopped.add(name);
  }
}
