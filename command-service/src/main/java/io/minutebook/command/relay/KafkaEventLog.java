package io.minutebook.command.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic of Kafka's, kept for ever. */
public final class KafkaEventLog implements EventLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventLog.class);

  private static final Map<String, String> SETTINGS =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.RETENTION_BYTES_CONFIG,
          "-1",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(ClientSettings.LARGEST_MESSAGE),
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "CreateTime");

  private final KafkaProperties properties;
  private final Map<String, Object> producerSettings;

  /**
   * Does not connect yet.
   *
   * @throws IllegalArgumentException if a client setting would endanger order or durability
   */
  public KafkaEventLog(KafkaProperties properties) {
    this.properties = properties;
    this.producerSettings = ClientSettings.producer(properties);
  }

  @Override
  public String name() {
    return properties.topic();
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void ensure() throws ExecutionException, InterruptedException {
    Admin admin = Admin.create(ClientSettings.admin(properties));
    try {
      try {
        NewTopic topic =
            new NewTopic(
                properties.topic(), Optional.of(properties.partitions()), Optional.empty());
        admin.createTopics(List.of(topic.configs(SETTINGS))).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        putRight(admin, properties.topic());
      }
    } finally {
      closeAtOnce(admin);
    }
  }

  /** Without waiting for what the broker has not answered: whoever closes has no use for it. */
  private static void closeAtOnce(Admin admin) {
    admin.close(Duration.ZERO);
  }

  @Override
  public Map<Integer, Long> ends() throws ExecutionException, InterruptedException {
    Admin admin = Admin.create(ClientSettings.admin(properties));
    try {
      String topic = properties.topic();
      TopicDescription description =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      if (description != null) {
        for (TopicPartitionInfo partition : description.partitions()) {
          asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
        }
      }
      Map<Integer, Long> ends = new HashMap<>();
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
      return ends;
    } finally {
      closeAtOnce(admin);
    }
  }

  private static void putRight(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    Collection<AlterConfigOp> changes =
        SETTINGS.entrySet().stream()
            .filter(
                setting -> {
                  ConfigEntry entry = config == null ? null : config.get(setting.getKey());
                  return entry == null || !setting.getValue().equals(entry.value());
                })
            .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    if (!changes.isEmpty()) {
      LOG.warn("The topic {} had other settings than it needs; setting {}", topic, changes);
      admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    }
  }
}
