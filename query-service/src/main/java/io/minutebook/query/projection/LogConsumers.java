package io.minutebook.query.projection;

import io.minutebook.query.view.Generation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumers of the log. Each generation of the views has a group of its own. */
final class LogConsumers {

  private static final Logger LOG = LoggerFactory.getLogger(LogConsumers.class);

  /** After how many milliseconds without a sign of life a consumer is taken for dead. */
  private static final int TAKEN_OVER_AFTER = 10_000;

  private static final Duration NAMING = Duration.ofSeconds(1);
  private static final Duration SHORTLY = Duration.ofMillis(10);

  private final Projection.Source source;

  LogConsumers(Projection.Source source) {
    this.source = source;
  }

  /** For keeping up with the log, shared with the other instances. */
  KafkaConsumer<byte @Nullable [], byte @Nullable []> following(Generation generation) {
    Map<String, Object> settings = settings(generation);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
    if (source.instance() != null) {
      settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, source.instance());
    } else {
      // what was followed by an instance that was killed is soon followed by another
      settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, TAKEN_OVER_AFTER);
    }
    return open(settings);
  }

  /** For reading all of the log, and handing over to those that follow it then. */
  KafkaConsumer<byte @Nullable [], byte @Nullable []> building(Generation generation, Pace pace) {
    Map<String, Object> settings = settings(generation);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pace.records());
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
    // whoever takes over from a builder that was killed, or hangs, does not wait long for it
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, TAKEN_OVER_AFTER);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 90_000);
    return open(settings);
  }

  /** A consumer that is in no group's way, for asking how far the group of a generation is. */
  KafkaConsumer<byte @Nullable [], byte @Nullable []> asking(Generation generation) {
    return open(settings(generation));
  }

  /**
   * Closes a consumer, such that its group does not wait for it. One that has asked to join but has
   * not been told yet under which name could not say that it leaves, and the others would get no
   * partitions until it counts as dead; so its name is waited for, shortly.
   */
  static void leave(KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer) {
    try (consumer) {
      long begun = System.nanoTime();
      while (!consumer.subscription().isEmpty()
          && consumer.groupMetadata().memberId().isEmpty()
          && System.nanoTime() - begun < NAMING.toNanos()) {
        try {
          consumer.poll(SHORTLY);
        } catch (WakeupException e) {
          LOG.debug("Leaving already", e);
        }
      }
    }
  }

  private String group(Generation generation) {
    return generation.number() == 0 ? source.group() : source.group() + "-" + generation.number();
  }

  private Map<String, Object> settings(Generation generation) {
    return new HashMap<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            source.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            group(generation),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            // a topic that is made after us is found soon
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            2000,
            // so soon does everyone hear that somebody has come or gone
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            1000,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName()));
  }

  private static KafkaConsumer<byte @Nullable [], byte @Nullable []> open(
      Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
