package io.minutebook.benchmark.crash;

import io.minutebook.log.CloudEventHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the whole log, outside of any group. */
final class LogReader {

  static final String TOPIC = "minutebook.events";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int SILENT_POLLS = 20;

  private LogReader() {}

  static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            200),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(TOPIC).stream()
        .map(info -> new TopicPartition(TOPIC, info.partition()))
        .toList();
  }

  /**
   * Every stream's events in the order of the log.
   *
   * @throws IOException if the log does not give all that it says it has
   */
  static Map<String, List<LoggedEvent>> streams(String bootstrapServers) throws IOException {
    Map<String, List<LoggedEvent>> streams = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
      List<TopicPartition> partitions = partitions(consumer);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int silent = 0;
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        int before = streams.size();
        int read = 0;
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          LoggedEvent event = event(each);
          streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event);
          read++;
        }
        silent = read == 0 && before == streams.size() ? silent + 1 : 0;
        if (silent > SILENT_POLLS) {
          throw new IOException("the log gives no more records before its end");
        }
      }
    }
    return streams;
  }

  private static LoggedEvent event(ConsumerRecord<byte[], byte[]> each) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : each.headers()) {
      headers.put(header.key(), header.value());
    }
    return new LoggedEvent(CloudEventHeaders.read(headers), each.value());
  }
}
