package io.minutebook.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minutebook.log.Commit;
import io.minutebook.log.CommitAssembler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a whole topic as it is now. */
final class ReadLog {

  private ReadLog() {}

  /** All records, of each partition in the order of their offsets. */
  static List<ConsumerRecord<byte[], byte[]>> records(String bootstrapServers, String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** The commits that come out, repeated ones too, by stream in their order. */
  static Map<String, List<Commit>> commits(String bootstrapServers, String topic) {
    Map<Integer, CommitAssembler> assemblers = new HashMap<>();
    Map<String, List<Commit>> commits = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records(bootstrapServers, topic)) {
      assemblers
          .computeIfAbsent(each.partition(), p -> new CommitAssembler())
          .accept(each.offset(), new String(each.key(), UTF_8), headers(each), each.value())
          .ifPresent(
              commit ->
                  commits.computeIfAbsent(commit.stream(), s -> new ArrayList<>()).add(commit));
    }
    return commits;
  }

  /** What a reader applies that goes by stream and version; it must not meet a gap. */
  static Map<String, List<Commit>> applied(String bootstrapServers, String topic) {
    Map<String, List<Commit>> applied = new HashMap<>();
    commits(bootstrapServers, topic)
        .forEach(
            (stream, commits) -> {
              List<Commit> chain = new ArrayList<>();
              for (Commit commit : commits) {
                long next = chain.isEmpty() ? 0 : chain.getLast().lastVersion() + 1;
                if (commit.version() > next) {
                  throw new AssertionError("a gap before " + commit);
                } else if (commit.version() == next) {
                  chain.add(commit);
                }
              }
              applied.put(stream, chain);
            });
    return applied;
  }

  static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value());
    }
    return headers;
  }
}
