package io.minutebook.benchmark.server;

import io.minutebook.benchmark.peer.Backing;
import io.minutebook.benchmark.process.ChildProcess;
import io.minutebook.benchmark.process.Launch;
import io.minutebook.benchmark.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** The servers of one benchmark, each started when it is first asked for. */
public final class Servers implements Backing, AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final int BROKER_HEAP_MIB = 512;

  private final ServerOptions options;
  private final WorkFolder folder;
  private final Deque<ChildProcess> started = new ConcurrentLinkedDeque<>();
  private @Nullable String mongodb;
  private @Nullable String kafka;
  private @Nullable PostgresServer postgres;

  Servers(ServerOptions options, WorkFolder folder) {
    this.options = options;
    this.folder = folder;
    // who interrupts a benchmark does not want to look for what it has left running
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
  }

  private void killAll() {
    started.forEach(ChildProcess::kill);
  }

  /** Sees to it that a process ends with this one, at the latest. */
  public void own(ChildProcess process) {
    started.push(process);
  }

  /** A folder that is removed at the end, unless it was asked for by name. */
  public Path folder() {
    return folder.path();
  }

  @Override
  public String mongodb() throws IOException, InterruptedException {
    String uri = mongodb;
    if (uri == null) {
      uri = options.uri();
      if (uri == null) {
        int port = Ports.free();
        try (Launch launch = launch()) {
          await(launch.mongodb("mongodb", options.command(), port));
        }
        uri = Launch.mongodbUri(port);
        UsualSettings.apply(uri);
      }
      mongodb = uri;
    }
    return uri;
  }

  /** In a process of its own. */
  @Override
  public String kafka() throws IOException, InterruptedException {
    String servers = kafka;
    if (servers == null) {
      int port = Ports.free();
      try (Launch launch = launch()) {
        await(launch.broker("broker", BROKER_HEAP_MIB, port, List.of()));
      }
      servers = "127.0.0.1:" + port;
      kafka = servers;
    }
    return servers;
  }

  /** With a data folder of its own. */
  @Override
  public String postgresql() throws IOException, InterruptedException {
    PostgresServer server = postgres;
    if (server == null) {
      server = PostgresServer.start(options.postgresBin(), folder.path());
      own(server.process());
      postgres = server;
    }
    return server.url();
  }

  private Launch launch() throws IOException {
    return new Launch(folder.path(), List.of());
  }

  private void await(ChildProcess process) throws IOException, InterruptedException {
    own(process);
    process.awaitReady(LONGEST_START);
  }

  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
    while (!started.isEmpty()) {
      started.pop().close();
    }
    folder.close();
  }
}
