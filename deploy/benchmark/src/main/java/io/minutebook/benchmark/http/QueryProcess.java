package io.minutebook.benchmark.http;

import io.minutebook.benchmark.process.ChildProcess;
import io.minutebook.benchmark.process.Launch;
import io.minutebook.benchmark.process.Ports;
import io.minutebook.benchmark.server.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The query service, or one that was made of it, in a process of its own. */
public final class QueryProcess implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final int HEAP_MIB = 1024;

  private final ChildProcess process;
  private final int port;
  private final String token;

  private QueryProcess(ChildProcess process, int port, String token) {
    this.process = process;
    this.port = port;
    this.token = token;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param main the program; its further settings are those of the query service
   * @param database where its views are
   * @param topic the log that it follows, which need not be there
   */
  public static QueryProcess start(Class<?> main, Servers servers, String database, String topic)
      throws IOException, InterruptedException {
    int port = Ports.free();
    try (Launch launch = new Launch(servers.folder(), List.of("-Xms" + HEAP_MIB + "m"))) {
      // admin: may read all that there is, the history too
      String token = launch.token("reader@example.org", "admin");
      ChildProcess process =
          launch.service(
              "query-" + port,
              main,
              HEAP_MIB,
              port,
              servers.mongodb(),
              servers.kafka(),
              Map.of(
                  "minutebook.mongodb.database",
                  database,
                  "minutebook.kafka.topic",
                  topic,
                  "minutebook.kafka.group",
                  database));
      servers.own(process);
      try {
        process.awaitReady(LONGEST_START);
      } catch (IOException | InterruptedException e) {
        process.close();
        throw e;
      }
      return new QueryProcess(process, port, token);
    }
  }

  /** A connection with a token that may read everything; to be closed by the caller. */
  public Connection connect() {
    return new Connection(port, token);
  }

  /** So many such connections. */
  public Connections connect(int number) {
    return new Connections(number, port, token);
  }

  @Override
  public void close() {
    process.close();
  }
}
