package io.minutebook.query.projection;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.scheduled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Meta;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionLoopTest {

  private static final TopicPartition PARTITION = new TopicPartition("log", 0);

  private final MockConsumer<byte @Nullable [], byte @Nullable []> consumer =
      new MockConsumer<>("earliest");
  private final List<ProjectionListener.Batch> batches = new ArrayList<>();
  private final ProjectionLoop loop =
      new ProjectionLoop(
          consumer,
          PARTITION.topic(),
          new Nowhere(),
          Clock.systemUTC(),
          Succession::of,
          new Pace(2, 1, Duration.ZERO, 10, 3),
          batches::add);
  private long commits;

  ProjectionLoopTest() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    loop.onPartitionsAssigned(List.of(PARTITION));
  }

  /** Another meeting is scheduled, and that is polled. */
  private void follow() {
    schedule();
    assertThat(loop.pollOnce()).isEqualTo(1);
  }

  private void schedule() {
    String day = LocalDate.of(2020, 5, 4).plusWeeks(commits).toString();
    Commit commit =
        Commit.following(
            null,
            meeting(day).stream(),
            "c" + commits,
            "f",
            Instant.parse("2020-05-04T09:00:00Z"),
            null,
            List.of(
                new EventCodec()
                    .encode(
                        scheduled(day),
                        new Meta("ada", null, "ScheduleMeeting", null, null, null, Map.of()))));
    ConsumerRecord<byte @Nullable [], byte @Nullable []> message =
        new ConsumerRecord<>(
            PARTITION.topic(),
            PARTITION.partition(),
            commits++,
            commit.stream().getBytes(UTF_8),
            commit.events().getFirst());
    CloudEventHeaders.of(commit, 0).toMap().forEach(message.headers()::add);
    consumer.addRecord(message);
  }

  /** Where the group would go on; -1: nothing is known to it. */
  private long committed() {
    OffsetAndMetadata known = consumer.committed(Set.of(PARTITION)).get(PARTITION);
    return known == null ? -1 : known.offset();
  }

  @Test
  void offsets_are_committed_after_so_many_writes() {
    follow();
    follow();
    assertThat(committed()).isEqualTo(-1);

    follow();
    assertThat(committed()).isEqualTo(3);

    follow();
    follow();
    assertThat(committed()).isEqualTo(3);

    follow();
    assertThat(committed()).isEqualTo(6);
  }

  @Test
  void offsets_are_committed_when_nothing_more_comes() {
    follow();

    assertThat(loop.pollOnce()).isZero();

    assertThat(committed()).isEqualTo(1);
  }

  /** Otherwise all that comes while a batch is written waits until the next one is written, too. */
  @Test
  void what_has_come_since_the_poll_before_is_written_at_once() {
    schedule();
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(this::schedule);

    assertThat(loop.pollOnce()).isEqualTo(2);

    assertThat(batches).extracting(ProjectionListener.Batch::events).containsExactly(2);
  }

  @Test
  void one_record_alone_is_written_without_waiting_for_more() {
    schedule();

    assertThat(loop.pollOnce()).isEqualTo(1);

    assertThat(batches).extracting(ProjectionListener.Batch::events).containsExactly(1);
  }

  @Test
  void the_lag_of_a_partition_is_what_is_yet_to_be_read_of_it() {
    consumer.updateEndOffsets(Map.of(PARTITION, 4L));
    follow();

    assertThat(loop.lags())
        .singleElement()
        .extracting(ProjectionStatus.Lag::partition, ProjectionStatus.Lag::records)
        .containsExactly(PARTITION.partition(), 3L);

    consumer.updateEndOffsets(Map.of(PARTITION, 1L));

    assertThat(loop.lags()).containsExactly(new ProjectionStatus.Lag(PARTITION.partition(), 0, 0));
  }
}
