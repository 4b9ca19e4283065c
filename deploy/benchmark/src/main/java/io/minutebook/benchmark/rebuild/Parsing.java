package io.minutebook.benchmark.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minutebook.log.Commit;
import io.minutebook.log.CommitAssembler;
import io.minutebook.log.EventCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log as the projection does, puts its commits together and decodes their events, and
 * does nothing with them.
 */
final class Parsing implements Reading {

  private static final Duration POLL = Duration.ofMillis(250);

  private final EventCodec codec = new EventCodec();
  private final Consumer<byte @Nullable [], byte @Nullable []> consumer;
  private final LongAdder events;
  private final Map<Integer, CommitAssembler> assemblers = new HashMap<>();

  /**
   * @param events counts what was decoded
   */
  Parsing(Consumer<byte @Nullable [], byte @Nullable []> consumer, String topic, LongAdder events) {
    this.consumer = consumer;
    this.events = events;
    consumer.subscribe(List.of(topic));
  }

  @Override
  public int pollOnce() {
    ConsumerRecords<byte @Nullable [], byte @Nullable []> records = consumer.poll(POLL);
    for (ConsumerRecord<byte @Nullable [], byte @Nullable []> each : records) {
      accept(each);
    }
    if (!records.isEmpty()) {
      consumer.commitSync();
    }
    return records.count();
  }

  private void accept(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
    byte[] key = read.key();
    byte[] value = read.value();
    if (key == null || value == null) {
      throw new IllegalStateException("a record without key or value");
    }
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : read.headers()) {
      headers.put(header.key(), header.value());
    }
    assemblers
        .computeIfAbsent(read.partition(), _ -> new CommitAssembler())
        .accept(read.offset(), new String(key, UTF_8), headers, value)
        .ifPresent(this::decode);
  }

  private void decode(Commit commit) {
    events.add(codec.recorded(commit).size());
  }
}
