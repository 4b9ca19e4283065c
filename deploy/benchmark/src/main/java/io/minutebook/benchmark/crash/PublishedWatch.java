package io.minutebook.benchmark.crash;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Follows the log from its beginning and notes when something came last. */
final class PublishedWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private final AtomicLong records = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  PublishedWatch(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.thread = Thread.ofPlatform().name("published").daemon().start(this::follow);
  }

  /** How many records have been seen. */
  long records() {
    return records.get();
  }

  private void follow() {
    while (!closing) {
      try (KafkaConsumer<byte[], byte[]> consumer = LogReader.consumer(bootstrapServers)) {
        List<TopicPartition> partitions = LogReader.partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        while (!closing) {
          records.addAndGet(consumer.poll(POLL).count());
        }
      } catch (KafkaException notNow) {
        // once more, from what is the end by then
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
