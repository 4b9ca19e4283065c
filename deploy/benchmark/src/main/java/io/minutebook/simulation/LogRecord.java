package io.minutebook.simulation;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record in the log.
 *
 * @param producer who sent it, and {@code number} which one of that partition's it is there
 * @param epoch the leader under which the log took it in; -1 before that
 */
record LogRecord(ProducerRecord<byte[], byte[]> sent, long producer, int number, int epoch) {

  LogRecord(ProducerRecord<byte[], byte[]> sent, long producer, int number) {
    this(sent, producer, number, -1);
  }

  /** The record as the log takes it in. */
  LogRecord under(int leader) {
    return new LogRecord(sent, producer, number, leader);
  }

  /**
   * The record as a consumer gets it.
   *
   * @param torn whether it is to look like a commit of its own
   */
  ConsumerRecord<byte @Nullable [], byte @Nullable []> at(
      int partition, long offset, boolean torn) {
    return new ConsumerRecord<>(
        Broker.TOPIC,
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        torn ? LogHistory.asCommitOfItsOwn(sent.headers()) : sent.headers(),
        Optional.of(epoch));
  }
}
