package io.minutebook.command.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in this process that can be stopped and started again with its data. */
public final class TestBroker implements AutoCloseable {

  private final Path folder;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private final String clusterId = Uuid.randomUuid().toString();
  private @Nullable KafkaRaftServer server;

  public TestBroker() throws IOException {
    folder = Files.createTempDirectory("minutebook-broker");
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public void start() {
    String dir = folder.toString();
    try {
      new Formatter()
          .setClusterId(clusterId)
          .setNodeId(1)
          .addDirectory(dir)
          .setMetadataLogDirectory(dir)
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("the broker's folder could not be formatted", e);
    }
    server = new KafkaRaftServer(new KafkaConfig(config(dir)), Time.SYSTEM);
    server.startup();
  }

  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private Map<String, Object> config(String dir) {
    Map<String, Object> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("log.dirs", dir);
    config.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("controller.listener.names", "CONTROLLER");
    config.put("inter.broker.listener.name", "PLAINTEXT");
    config.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    for (String one :
        new String[] {
          "offsets.topic.replication.factor",
          "transaction.state.log.replication.factor",
          "transaction.state.log.min.isr",
          "share.coordinator.state.topic.replication.factor",
          "share.coordinator.state.topic.min.isr"
        }) {
      config.put(one, "1");
    }
    config.put("log.cleaner.dedupe.buffer.size", "2097152");
    config.put("auto.create.topics.enable", "false");
    config.put("controller.quorum.election.timeout.ms", "200");
    config.put("controller.quorum.election.backoff.max.ms", "100");
    config.put("controller.quorum.fetch.timeout.ms", "500");
    return config;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
