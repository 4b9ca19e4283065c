package io.minutebook.command.recovery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Readers of a topic that go on where they are, one for each partition. */
final class LogCursors implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int SILENT_POLLS = 15;

  private final Topic topic;
  private final Map<Integer, Topic.Range> extent;
  private final Map<Integer, Cursor> cursors = new HashMap<>();

  LogCursors(Topic topic, Map<Integer, Topic.Range> extent) {
    this.topic = topic;
    this.extent = extent;
  }

  private static final class Cursor {
    private final KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer;
    private final Deque<ConsumerRecord<byte @Nullable [], byte @Nullable []>> fetched =
        new ArrayDeque<>();
    private long next;

    Cursor(KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer, long next) {
      this.consumer = consumer;
      this.next = next;
    }
  }

  /** Hands over the records of a partition from where it is up to an offset, or to its end. */
  void readTo(
      int partition,
      long offset,
      Consumer<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records) {
    Topic.Range range = extent.get(partition);
    if (range == null) {
      return;
    }
    Cursor cursor =
        cursors.computeIfAbsent(
            partition,
            key -> new Cursor(topic.consumerOf(partition, range.beginning()), range.beginning()));
    long end = Math.min(offset, range.end());
    int silent = 0;
    while (cursor.next < end) {
      if (cursor.fetched.isEmpty()) {
        cursor.consumer.poll(POLL).forEach(cursor.fetched::add);
        silent = cursor.fetched.isEmpty() ? silent + 1 : 0;
        if (silent > SILENT_POLLS) {
          throw new RecoveryRefused(
              "Kafka gives no more records of partition %d behind %d"
                  .formatted(partition, cursor.next));
        }
      }
      while (!cursor.fetched.isEmpty() && cursor.fetched.getFirst().offset() < end) {
        ConsumerRecord<byte @Nullable [], byte @Nullable []> record = cursor.fetched.removeFirst();
        records.accept(record);
        cursor.next = record.offset() + 1;
      }
      if (!cursor.fetched.isEmpty()) {
        cursor.next = Math.max(cursor.next, end);
      }
    }
  }

  @Override
  public void close() {
    cursors.values().forEach(cursor -> cursor.consumer.close());
  }
}
