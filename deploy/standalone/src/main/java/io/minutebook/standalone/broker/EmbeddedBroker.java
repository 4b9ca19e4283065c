package io.minutebook.standalone.broker;

import io.minutebook.standalone.folder.FolderLock;
import io.minutebook.standalone.folder.RememberedPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and controller (KRaft) in this process, on the loopback interface, that keeps its
 * log in a folder. The cluster id and the ports stay the same over restarts.
 *
 * <p>What was acknowledged survives the death of the process; it is in the hands of the operating
 * system, not synced record by record, so that a power loss may take the newest.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final String NODE = "1";

  /**
   * A further way in, for clients that come through a proxy.
   *
   * @param name in capital letters
   * @param advertisedPort the port on loopback under which these clients reach it
   */
  public record Listener(String name, int port, int advertisedPort) {}

  private static final int MOST_ATTEMPTS = 3;
  private static final String IN_USE = "Address already in use";

  private final FolderLock lock;
  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(FolderLock lock, KafkaRaftServer server, int port) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker; when this returns it answers clients.
   *
   * @param folder where the log is, and stays
   * @param port 0 for one that is free, and the same again at the next start if it still is
   * @throws IOException when the folder is in use, a port is taken, or it does not answer in time
   */
  public static EmbeddedBroker start(Path folder, int port) throws IOException {
    return start(folder, port, List.of());
  }

  /** Starts a broker that has further listeners beside the first one. */
  public static EmbeddedBroker start(Path folder, int port, List<Listener> further)
      throws IOException {
    FolderLock lock = FolderLock.take(folder);
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return start(lock, folder, port, further);
        } catch (IOException | RuntimeException e) {
          // it takes a while from choosing a port to taking it, and others may be quicker
          if (port != 0 || attempt == MOST_ATTEMPTS || !isTaken(e)) {
            throw e;
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean isTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || String.valueOf(cause.getMessage()).contains(IN_USE)) {
        return true;
      }
    }
    return false;
  }

  private static EmbeddedBroker start(
      FolderLock lock, Path folder, int port, List<Listener> further) throws IOException {
    long begin = System.nanoTime();
    int chosen = RememberedPort.choose(folder.resolve("port"), port);
    int controller = RememberedPort.choose(folder.resolve("controller-port"), 0);
    Path logs = folder.resolve("log").toAbsolutePath();
    format(logs, clusterId(folder.resolve("cluster-id")));
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(settings(logs, chosen, controller, further), false), Time.SYSTEM);
    EmbeddedBroker broker = new EmbeddedBroker(lock, server, chosen);
    try {
      server.startup();
      broker.awaitAnswer();
    } catch (IOException | RuntimeException e) {
      broker.stop();
      throw e;
    }
    log.info(
        "Embedded Kafka broker at {} in {} ms",
        broker.bootstrapServers(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    return broker;
  }

  private static String clusterId(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, Uuid.randomUuid() + "\n");
    }
    return Files.readString(file).strip();
  }

  private static void format(Path logs, String clusterId) throws IOException {
    Files.createDirectories(logs);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(clusterId)
          .setNodeId(Integer.parseInt(NODE))
          .addDirectory(logs.toString())
          .setMetadataLogDirectory(logs.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .setPrintStream(out)
          .run();
    } catch (Exception e) {
      throw new IOException(
          "Cannot prepare the broker's folder %s: %s".formatted(logs, e.getMessage()), e);
    }
    log.debug("{}", said.toString(StandardCharsets.UTF_8).strip());
  }

  private static Map<String, String> settings(
      Path logs, int port, int controller, List<Listener> further) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE);
    settings.put("log.dirs", logs.toString());
    StringBuilder listeners =
        new StringBuilder(
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller));
    StringBuilder advertised = new StringBuilder("PLAINTEXT://127.0.0.1:" + port);
    StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    for (Listener each : further) {
      listeners.append(",%s://127.0.0.1:%d".formatted(each.name(), each.port()));
      advertised.append(",%s://127.0.0.1:%d".formatted(each.name(), each.advertisedPort()));
      protocols.append(",%s:PLAINTEXT".formatted(each.name()));
    }
    settings.put("listeners", listeners.toString());
    settings.put("advertised.listeners", advertised.toString());
    settings.put("listener.security.protocol.map", protocols.toString());
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controller);

    // One node, and internal topics of one partition: each costs files and memory.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("auto.create.topics.enable", "false");

    // The log is kept for ever.
    settings.put("log.retention.ms", "-1");
    settings.put("log.retention.bytes", "-1");
    settings.put("log.segment.bytes", Integer.toString(128 << 20));
    settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));

    // A commit of the services may be 8 MiB.
    settings.put("message.max.bytes", Integer.toString(10 << 20));
    settings.put("replica.fetch.max.bytes", Integer.toString(10 << 20));

    // Little memory and few threads.
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("num.recovery.threads.per.data.dir", "2");
    settings.put("metadata.log.segment.bytes", Integer.toString(16 << 20));

    // After a kill the only node need not wait for another.
    settings.put("broker.session.timeout.ms", "1500");
    settings.put("broker.heartbeat.interval.ms", "300");
    settings.put("controller.quorum.election.timeout.ms", "200");
    settings.put("controller.quorum.election.backoff.max.ms", "100");
    settings.put("controller.quorum.fetch.timeout.ms", "500");
    return settings;
  }

  private void awaitAnswer() throws IOException {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "200",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) START_TIMEOUT.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000);
    try (Admin admin = Admin.create(config)) {
      admin.describeCluster().nodes().get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the Kafka broker started", e);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException(
          "The Kafka broker at %s did not answer within %d s; its log is in the log output above."
              .formatted(bootstrapServers(), START_TIMEOUT.toSeconds()),
          e);
    }
  }

  /** The advertised port. */
  public int port() {
    return port;
  }

  /** How clients reach it: {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  @Override
  public void close() throws IOException {
    stop();
    lock.close();
  }
}
