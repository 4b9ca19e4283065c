package io.minutebook.benchmark.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.query.projection.ProjectionLoop;
import io.minutebook.query.projection.Succession;
import io.minutebook.query.projection.ViewStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Hands commits to the projection as if they came from a partition of the log, so that the views
 * are exactly what the projection makes of them. Not for several threads.
 */
final class Feed {

  private static final String TOPIC = "corpus";

  private final MockConsumer<byte @Nullable [], byte @Nullable []> consumer =
      new MockConsumer<>("earliest");
  private final TopicPartition partition;
  private final ProjectionLoop loop;
  private long offset;

  Feed(ViewStore views, int partition) {
    this.partition = new TopicPartition(TOPIC, partition);
    List<TopicPartition> all = List.of(this.partition);
    consumer.assign(all);
    consumer.updateBeginningOffsets(Map.of(this.partition, 0L));
    consumer.setMaxPollRecords(Integer.MAX_VALUE);
    loop = new ProjectionLoop(consumer, TOPIC, views, Clock.systemUTC(), Succession::of);
    loop.onPartitionsAssigned(all);
  }

  /** Projects them, all in one batch. */
  void apply(List<Commit> commits) {
    int records = 0;
    for (Commit commit : commits) {
      for (int i = 0; i < commit.events().size(); i++) {
        consumer.addRecord(record(commit, i));
        records++;
      }
    }
    int read = loop.pollOnce();
    if (read != records) {
      throw new IllegalStateException("handed over %d records, read %d".formatted(records, read));
    }
  }

  private ConsumerRecord<byte @Nullable [], byte @Nullable []> record(Commit commit, int event) {
    Headers headers = new RecordHeaders();
    CloudEventHeaders.of(commit, event).toMap().forEach(headers::add);
    byte[] key = commit.stream().getBytes(UTF_8);
    byte[] value = commit.events().get(event);
    return new ConsumerRecord<>(
        TOPIC,
        partition.partition(),
        offset++,
        commit.at().toEpochMilli(),
        TimestampType.CREATE_TIME,
        key.length,
        value.length,
        key,
        value,
        headers,
        Optional.empty());
  }
}
