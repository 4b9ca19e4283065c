package io.minutebook.command.seal;

import io.minutebook.command.relay.KafkaEventLog;
import io.minutebook.command.relay.KafkaProperties;
import io.minutebook.seal.SignedSeal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the log of events, and publishes seals to a topic of one partition, kept for ever. */
public final class KafkaSealLog implements SealLog {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int SILENT_POLLS = 15;

  private final KafkaProperties properties;
  private final KafkaEventLog events;
  private final KafkaEventLog seals;
  private @Nullable KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer;
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean ensured;

  /**
   * Does not connect yet.
   *
   * @param properties of the log that is sealed
   * @param topic for the seals
   */
  public KafkaSealLog(KafkaProperties properties, String topic) {
    this.properties = properties;
    this.events = new KafkaEventLog(properties);
    this.seals =
        new KafkaEventLog(
            new KafkaProperties(
                properties.bootstrapServers(),
                topic,
                1,
                properties.sweep(),
                properties.lease(),
                properties.client()));
  }

  @Override
  public String topic() {
    return properties.topic();
  }

  @Override
  public Map<Integer, Long> ends() throws ExecutionException, InterruptedException {
    return events.ends();
  }

  @Override
  public void read(int partition, long from, long end, Reader reader) {
    read(new TopicPartition(properties.topic(), partition), from, end, reader);
  }

  private void read(TopicPartition partition, long from, long end, Reader reader) {
    var reading = consumer();
    reading.assign(List.of(partition));
    reading.seek(partition, from);
    int silent = 0;
    while (reading.position(partition) < end) {
      int taken = 0;
      for (ConsumerRecord<byte @Nullable [], byte @Nullable []> read : reading.poll(POLL)) {
        if (read.offset() < end && !reader.take(read)) {
          return;
        }
        taken++;
      }
      silent = taken == 0 ? silent + 1 : 0;
      if (silent > SILENT_POLLS) {
        throw new KafkaException("Kafka gives no more records of " + partition);
      }
    }
  }

  @Override
  public long published() throws ExecutionException, InterruptedException {
    ensure();
    long end = seals.ends().getOrDefault(0, 0L);
    long[] last = {0};
    if (end > 0) {
      read(
          new TopicPartition(seals.name(), 0),
          end - 1,
          end,
          read -> {
            byte[] value = read.value();
            if (value != null) {
              last[0] = SignedSeal.read(new String(value, StandardCharsets.UTF_8)).seal().number();
            }
            return true;
          });
    }
    return last[0];
  }

  @Override
  public void publish(SignedSeal seal) throws ExecutionException, InterruptedException {
    ensure();
    Producer<byte[], byte[]> sending = producer;
    if (sending == null) {
      sending = seals.producer();
      producer = sending;
    }
    byte[] key = Long.toString(seal.seal().number()).getBytes(StandardCharsets.US_ASCII);
    Future<RecordMetadata> sent =
        sending.send(new ProducerRecord<>(seals.name(), 0, key, seal.bytes()));
    try {
      sending.flush();
    } catch (InterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
    sent.get();
  }

  private void ensure() throws ExecutionException, InterruptedException {
    if (!ensured) {
      seals.ensure();
      ensured = true;
    }
  }

  private KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer() {
    var current = consumer;
    if (current == null) {
      Map<String, Object> settings = new HashMap<>(properties.client());
      settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
      settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
      settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
      settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
      current =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = current;
    }
    return current;
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
