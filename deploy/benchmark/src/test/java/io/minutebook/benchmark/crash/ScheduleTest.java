package io.minutebook.benchmark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.benchmark.crash.Schedule.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final List<String> PARTS = List.of("mongodb", "broker", "command-1", "query-1");
  private static final List<String> LINKS = List.of("client to command-1", "query-1 to broker");

  @Test
  void a_seed_gives_the_same_schedule_each_time() {
    assertThat(Schedule.of(7, 30, 10, PARTS, LINKS))
        .isEqualTo(Schedule.of(7, 30, 10, PARTS, LINKS))
        .isNotEqualTo(Schedule.of(8, 30, 10, PARTS, LINKS));
  }

  @Test
  void every_part_is_killed_and_every_link_is_cut_in_every_way() {
    List<Trouble> schedule = Schedule.of(7, 30, 8, PARTS, LINKS);

    assertThat(schedule).hasSize(38);
    assertThat(schedule)
        .filteredOn(Trouble.Kill.class::isInstance)
        .extracting(trouble -> ((Trouble.Kill) trouble).part())
        .hasSize(30)
        .containsAll(PARTS);
    assertThat(schedule)
        .filteredOn(Trouble.Sever.class::isInstance)
        .extracting(trouble -> ((Trouble.Sever) trouble).cut())
        .containsAll(List.of(Cut.values()));
  }
}
