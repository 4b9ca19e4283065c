package io.minutebook.command.relay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of Kafka's clients: the ones asked for, and those that the relay's promise needs.
 */
final class ClientSettings {

  /** The largest event and its headers, with room to spare. */
  static final int LARGEST_MESSAGE = 1024 * 1024;

  private static final Map<String, Set<String>> SAFE =
      Map.of(
          ProducerConfig.ACKS_CONFIG, Set.of("all", "-1"),
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Set.of("true"),
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, Set.of("false"),
          // Kafka's own has all of a stream in one partition
          ProducerConfig.PARTITIONER_CLASS_CONFIG, Set.of());

  /** What keeps the order and lets an outage only delay. */
  private static final Map<String, Object> FIXED =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          // after a batch that failed for good, none that was sent behind it may arrive
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          1,
          ProducerConfig.RETRIES_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          false,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          2 * LARGEST_MESSAGE);

  private ClientSettings() {}

  static Map<String, Object> admin(KafkaProperties properties) {
    Map<String, Object> settings = new HashMap<>(properties.client());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
    return settings;
  }

  /**
   * @throws IllegalArgumentException if a setting that was asked for would endanger order or
   *     durability
   */
  static Map<String, Object> producer(KafkaProperties properties) {
    properties
        .client()
        .forEach(
            (name, value) -> {
              Set<String> safe = SAFE.get(name);
              if (safe == null ? FIXED.containsKey(name) : !safe.contains(value)) {
                throw new IllegalArgumentException(
                    "minutebook.kafka.client.%s=%s: the relay needs %s; leave it out"
                        .formatted(name, value, FIXED.getOrDefault(name, "Kafka's own")));
              }
            });
    Map<String, Object> settings = new HashMap<>();
    // what is sent is flushed; a publication's first record does not go before the others
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    settings.putAll(admin(properties));
    settings.putAll(FIXED);
    return settings;
  }
}
