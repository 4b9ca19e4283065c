package io.minutebook.command.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A topic as it is at one moment, read from its beginning, outside of any group. */
final class Topic implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int SILENT_POLLS = 15;
  private static final int MOST_SECONDS = 15;

  private final String bootstrapServers;
  private final String name;
  private final Admin admin;

  Topic(String bootstrapServers, String name) {
    this.bootstrapServers = bootstrapServers;
    this.name = name;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                MOST_SECONDS * 1000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000));
  }

  Admin admin() {
    return admin;
  }

  /** The offsets of a partition's first and next record. */
  record Range(long beginning, long end) {

    long records() {
      return end - beginning;
    }
  }

  /** By partition, what there is; empty if there is no such topic. */
  Optional<Map<Integer, Range>> extent() throws InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    try {
      admin
          .describeTopics(List.of(name))
          .allTopicNames()
          .get()
          .values()
          .forEach(
              topic ->
                  topic
                      .partitions()
                      .forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw unreachable(e);
    }
    Map<Integer, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
    Map<Integer, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<Integer, Range> extent = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            extent.put(partition, new Range(beginnings.getOrDefault(partition, 0L), end)));
    return Optional.of(extent);
  }

  private Map<Integer, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<Integer, Long> offsets = new HashMap<>();
    try {
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
    } catch (ExecutionException e) {
      throw unreachable(e);
    }
    return offsets;
  }

  private RecoveryRefused unreachable(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new RecoveryRefused(
        "Kafka at %s does not answer for the topic %s: %s"
            .formatted(bootstrapServers, name, cause.getMessage()),
        e);
  }

  static long records(Map<Integer, Range> extent) {
    return extent.values().stream().mapToLong(Range::records).sum();
  }

  /** Hands over a partition's records in batches, up to the end of its range. */
  void read(
      int partition,
      Range range,
      Consumer<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> batches) {
    TopicPartition asked = new TopicPartition(name, partition);
    try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
        consumerOf(partition, range.beginning())) {
      int silent = 0;
      while (consumer.position(asked) < range.end()) {
        List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> batch = new ArrayList<>();
        for (var read : consumer.poll(POLL)) {
          if (read.offset() < range.end()) {
            batch.add(read);
          }
        }
        silent = batch.isEmpty() ? silent + 1 : 0;
        if (silent > SILENT_POLLS) {
          throw new RecoveryRefused(
              "Kafka at %s gives no more records of %s".formatted(bootstrapServers, asked));
        }
        if (!batch.isEmpty()) {
          batches.accept(batch);
        }
      }
    }
  }

  /** A consumer that begins at an offset; to be closed. */
  KafkaConsumer<byte @Nullable [], byte @Nullable []> consumerOf(int partition, long offset) {
    KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition asked = new TopicPartition(name, partition);
    consumer.assign(List.of(asked));
    consumer.seek(asked, offset);
    return consumer;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
