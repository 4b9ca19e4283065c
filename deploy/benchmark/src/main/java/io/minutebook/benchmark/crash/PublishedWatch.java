package io.minutebook.benchmark.crash;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Follows the log from its beginning and notes when something came last. */
final class PublishedWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

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
          ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
          records.addAndGet(read.count());
        }
      } catch (InterruptException e) {
        return;
      } catch (KafkaException notNow) {
        // once more, from what is the end by then
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
