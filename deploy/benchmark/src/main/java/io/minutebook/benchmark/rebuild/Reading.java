package io.minutebook.benchmark.rebuild;

import io.minutebook.query.projection.Pace;
import io.minutebook.query.projection.ProjectionLoop;
import io.minutebook.query.projection.Succession;
import io.minutebook.query.projection.ViewStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Something that reads the whole log once, from its beginning, in a consumer group of its own. */
@FunctionalInterface
interface Reading {

  /**
   * Polls once and does with what came what is to be done with it.
   *
   * @return how many records came
   */
  int pollOnce();

  /** Makes a reading of a consumer. */
  @FunctionalInterface
  interface Maker {
    Reading of(Consumer<byte @Nullable [], byte @Nullable []> consumer, String topic);
  }

  /**
   * How long it took.
   *
   * @param events how many were read in that time: not those of the first poll, which waits until
   *     the group has given out the partitions
   */
  record Took(long events, long nanos) {

    double perSecond() {
      return events / (nanos / 1e9);
    }
  }

  /** The projection's own reading, as it makes views anew, into these views. */
  static Maker projection(ViewStore views) {
    return (consumer, topic) -> {
      ProjectionLoop loop =
          new ProjectionLoop(
              consumer, topic, views, Clock.systemUTC(), Succession::of, Pace.BUILDING, _ -> {});
      loop.subscribe();
      return loop::pollOnce;
    };
  }

  /** Reads so many events, all that there are. */
  static Took all(Maker maker, String kafka, String topic, long events) {
    try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer = consumer(kafka)) {
      Reading reading = maker.of(consumer, topic);
      long first = 0;
      while (first == 0) {
        first = reading.pollOnce();
      }
      long begin = System.nanoTime();
      long read = first;
      while (read < events) {
        read += reading.pollOnce();
      }
      long nanos = System.nanoTime() - begin;
      if (read > events) {
        throw new IllegalStateException("the log has more than %,d events".formatted(events));
      }
      return new Took(events - first, nanos);
    }
  }

  /** With the settings of the query service. */
  private static KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer(String kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
    settings.put(
        ConsumerConfig.GROUP_ID_CONFIG,
        "benchmark-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
