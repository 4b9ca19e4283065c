package io.minutebook.benchmark.http;

import io.minutebook.benchmark.peer.PeerKind;
import io.minutebook.benchmark.process.ChildProcess;
import io.minutebook.benchmark.process.JavaProgram;
import io.minutebook.benchmark.process.Launch;
import io.minutebook.benchmark.process.Ports;
import io.minutebook.benchmark.server.Servers;
import io.minutebook.command.CommandServiceApplication;
import io.minutebook.standalone.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command service in a process of its own: as it is where ours is asked for with its relay, and
 * else its HTTP layer in front of another store. All with the same flags.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final int HEAP_MIB = 1024;

  private final ChildProcess process;
  private final int port;
  private final String token;

  private ServiceProcess(ChildProcess process, int port, String token) {
    this.process = process;
    this.port = port;
    this.token = token;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param database its database, and its topic
   */
  public static ServiceProcess start(PeerKind kind, String database, Servers servers)
      throws IOException, InterruptedException {
    Path folder = servers.folder();
    int port = Ports.free();
    boolean published = kind == PeerKind.MINUTEBOOK_RELAY;
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", Integer.toString(port));
    properties.put("minutebook.mongodb.uri", servers.mongodb());
    properties.put("minutebook.mongodb.database", database);
    properties.put("minutebook.aggregates.cached", "10000");
    properties.put(
        "minutebook.kafka.bootstrap-servers", published ? servers.kafka() : "127.0.0.1:9");
    properties.put("minutebook.kafka.topic", database);
    properties.put(
        "minutebook.security.public-key-location",
        new DataFolder(folder).keys().publicKey().toUri().toString());
    properties.put("benchmark.peer", kind.name());
    try (Launch launch = new Launch(folder, List.of())) {
      String token = launch.token("scribe@example.org", "admin");
      JavaProgram program =
          new JavaProgram(
              published ? CommandServiceApplication.class : PeerService.class,
              HEAP_MIB,
              List.of("-Xms" + HEAP_MIB + "m"));
      ChildProcess process =
          ChildProcess.start(
              "service",
              program.command(
                  properties.entrySet().stream()
                      .map(property -> "--" + property.getKey() + "=" + property.getValue())
                      .toList()),
              Map.of(),
              folder.resolve("logs").resolve("service.log"),
              _ -> Connection.isAnswered(port));
      servers.own(process);
      try {
        process.awaitReady(LONGEST_START);
      } catch (IOException | InterruptedException e) {
        process.close();
        throw e;
      }
      return new ServiceProcess(process, port, token);
    }
  }

  public int port() {
    return port;
  }

  public String token() {
    return token;
  }

  @Override
  public void close() {
    process.close();
  }
}
