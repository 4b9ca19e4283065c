package io.minutebook.query.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real broker in this JVM, started once for all tests; each test makes a topic of its own. */
public final class TestBroker {

  private static final class Holder {
    private static final TestBroker BROKER = start();
  }

  private final String bootstrapServers;

  private TestBroker(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  public static TestBroker shared() {
    return Holder.BROKER;
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes a topic and returns its name. */
  public String newTopic(int partitions) {
    String name = "events-" + UUID.randomUUID();
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
      return name;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has a topic lose the first records of each partition that has more. */
  public void deleteRecords(String topic, long before) {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<TopicPartition, RecordsToDelete> lost = new HashMap<>();
      admin
          .listOffsets(latest(admin, topic))
          .all()
          .get()
          .forEach(
              (partition, end) -> {
                if (end.offset() > before) {
                  lost.put(partition, RecordsToDelete.beforeOffset(before));
                }
              });
      admin.deleteRecords(lost).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has a group, none of which is at work, go on behind all that a topic has. */
  public void passBy(String topic, String group) {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      admin
          .listOffsets(latest(admin, topic))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<TopicPartition, OffsetSpec> latest(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .values()
        .forEach(
            found ->
                found
                    .partitions()
                    .forEach(
                        info ->
                            latest.put(
                                new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
    return latest;
  }

  private static TestBroker start() {
    try {
      Path directory = Files.createTempDirectory("kafka");
      int port = freePort();
      int controllerPort = freePort();
      Properties config = new Properties();
      config.putAll(
          Map.of(
              "process.roles", "broker,controller",
              "node.id", "1",
              "log.dirs", directory.toString(),
              "listeners",
                  "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                      .formatted(port, controllerPort),
              "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
              "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
              "controller.listener.names", "CONTROLLER",
              "inter.broker.listener.name", "PLAINTEXT",
              "controller.quorum.voters", "1@127.0.0.1:" + controllerPort));
      config.putAll(
          Map.of(
              "offsets.topic.replication.factor", "1",
              "offsets.topic.num.partitions", "1",
              "transaction.state.log.replication.factor", "1",
              "transaction.state.log.min.isr", "1",
              "share.coordinator.state.topic.replication.factor", "1",
              "share.coordinator.state.topic.min.isr", "1",
              "log.cleaner.dedupe.buffer.size", "2097152",
              "group.initial.rebalance.delay.ms", "0"));
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
      server.startup();
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
      return new TestBroker("127.0.0.1:" + port);
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not start", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
