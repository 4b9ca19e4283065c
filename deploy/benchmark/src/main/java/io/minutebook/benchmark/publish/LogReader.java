package io.minutebook.benchmark.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that reads a topic from its present end on, in a thread of its own. */
final class LogReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final String EVENT = "ce_id";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closing;

  private LogReader(KafkaConsumer<byte[], byte[]> consumer, ObjLongConsumer<String> readable) {
    this.consumer = consumer;
    this.thread = Thread.ofPlatform().name("log-reader").start(() -> read(readable));
  }

  /**
   * Starts to read; from when this returns on, nothing is missed.
   *
   * @param readable is told of each event and when it was read
   */
  static LogReader of(String kafka, String topic, ObjLongConsumer<String> readable) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return new LogReader(consumer, readable);
  }

  private void read(ObjLongConsumer<String> readable) {
    while (!closing) {
      for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
        Header id = event.headers().lastHeader(EVENT);
        readable.accept(new String(id.value(), UTF_8), System.nanoTime());
      }
    }
    consumer.close();
  }

  /** Whether it still reads: an error would have ended it. */
  boolean isReading() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
