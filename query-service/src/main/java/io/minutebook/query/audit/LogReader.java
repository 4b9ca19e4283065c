package io.minutebook.query.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the whole log as it is at one moment, partition by partition, outside of any group. */
final class LogReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int SILENT_POLLS = 15;

  private final String bootstrapServers;
  private final String topic;
  private final KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer;

  LogReader(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                500,
                // what was still asked for at the end of a partition holds up the next one
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                15_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * The log's extent at one moment: for each partition the offsets of its first and next record.
   */
  record Extent(Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {

    List<TopicPartition> partitions() {
      return ends.keySet().stream()
          .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
          .toList();
    }

    long records() {
      return partitions().stream().mapToLong(this::records).sum();
    }

    long records(TopicPartition partition) {
      return end(partition) - beginning(partition);
    }

    long beginning(TopicPartition partition) {
      return beginnings.getOrDefault(partition, 0L);
    }

    long end(TopicPartition partition) {
      return ends.getOrDefault(partition, 0L);
    }
  }

  /**
   * How far the log goes now.
   *
   * @throws AuditImpossible if the log cannot be reached or is not there
   */
  Extent extent() {
    try {
      List<PartitionInfo> known = consumer.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw new AuditImpossible("there is no topic " + topic + " at " + bootstrapServers, null);
      }
      List<TopicPartition> partitions = new ArrayList<>();
      known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      return new Extent(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    } catch (KafkaException e) {
      throw new AuditImpossible(
          "cannot read the log at " + bootstrapServers + ": " + e.getMessage(), e);
    }
  }

  /** The same; of a topic that is not there, nothing. */
  Extent extentIfThere() {
    try {
      return consumer.listTopics().containsKey(topic) ? extent() : new Extent(Map.of(), Map.of());
    } catch (KafkaException e) {
      throw new AuditImpossible(
          "cannot read the log at " + bootstrapServers + ": " + e.getMessage(), e);
    }
  }

  /** Hands over a partition's records in batches, up to the extent's end. */
  void read(
      Extent extent,
      TopicPartition partition,
      Consumer<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> batches) {
    long end = extent.end(partition);
    consumer.assign(List.of(partition));
    consumer.seek(partition, extent.beginning(partition));
    int silent = 0;
    while (consumer.position(partition) < end) {
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> batch = new ArrayList<>();
      for (var read : consumer.poll(POLL)) {
        if (read.offset() < end) {
          batch.add(read);
        }
      }
      silent = batch.isEmpty() ? silent + 1 : 0;
      if (silent > SILENT_POLLS) {
        throw new AuditImpossible(
            "the log at " + bootstrapServers + " gives no more records of " + partition, null);
      }
      if (!batch.isEmpty()) {
        batches.accept(batch);
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
