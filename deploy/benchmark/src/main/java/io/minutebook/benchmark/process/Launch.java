package io.minutebook.benchmark.process;

import io.minutebook.command.CommandServiceApplication;
import io.minutebook.query.QueryServiceApplication;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.KeyFiles;
import io.minutebook.standalone.Tokens;
import io.minutebook.standalone.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts Minutebook's parts as processes of their own, all on loopback, all in one folder: each has
 * its data in {@code <name>} there and what it says in {@code logs/<name>.log}. Started again under
 * its name, a part goes on with its data. No method waits: {@link ChildProcess#awaitReady} does.
 */
public final class Launch implements AutoCloseable {

  private static final Duration LONGEST_PROBE = Duration.ofSeconds(2);

  private enum Starts {
    USUAL,
    TRAINING,
    TRAINED
  }

  private final Path folder;
  private final KeyFiles keys;
  private final List<String> flags;
  private volatile Starts starts = Starts.USUAL;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LONGEST_PROBE).build();

  /**
   * @param folder made if it is not there
   * @param flags for each JVM, {@link JavaProgram#QUICK_START} for example
   */
  public Launch(Path folder, List<String> flags) throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.keys = new DataFolder(this.folder).keys();
    this.flags = List.copyOf(flags);
  }

  /**
   * JVMs that are started from now on note, when they are stopped in order, what makes later ones
   * start in half the time (JEP 483). Works if the class path consists of jars.
   */
  public void train() throws IOException {
    Files.createDirectories(training());
    starts = Starts.TRAINING;
  }

  /** JVMs that are started from now on use what was noted. */
  public void useTraining() {
    starts = Starts.TRAINED;
  }

  private Path training() {
    return folder.resolve("training");
  }

  /** A bearer token that both services accept, for an hour more than any run lasts. */
  public String token(String name, String role) {
    return new Tokens(keys, Clock.systemUTC()).issue(name, role, Duration.ofHours(24));
  }

  /** The address of a MongoDB server on a port of this machine that is no replica set. */
  public static String mongodbUri(int port) {
    return "mongodb://127.0.0.1:%d/?directConnection=true&retryWrites=false&retryReads=false"
        .formatted(port);
  }

  /**
   * A Kafka broker.
   *
   * @param listeners further ones beside the first, for clients that come through a proxy
   */
  public ChildProcess broker(
      String name, int heapMiB, int port, List<EmbeddedBroker.Listener> listeners)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(data(name), Integer.toString(port)));
    listeners.forEach(listener -> arguments.add(BrokerProgram.argument(listener)));
    return start(
        name, program(BrokerProgram.class, heapMiB).command(arguments), ChildProcess.line("ready"));
  }

  /** The product's own MongoDB-protocol server. */
  public ChildProcess embeddedMongodb(String name, int heapMiB, int port) throws IOException {
    return start(
        name,
        program(MongoProgram.class, heapMiB).command(List.of(data(name), Integer.toString(port))),
        ChildProcess.line("ready"));
  }

  /**
   * Any other MongoDB server.
   *
   * @param command with spaces between its words; {@code {port}} and {@code {data}} in them are
   *     filled in; says a line that begins with {@code ready}
   */
  public ChildProcess mongodb(String name, String command, int port) throws IOException {
    List<String> words =
        Arrays.stream(command.strip().split("\\s+"))
            .map(word -> word.replace("{port}", Integer.toString(port)))
            .map(word -> word.replace("{data}", data(name)))
            .toList();
    Files.createDirectories(Path.of(data(name)));
    return start(name, words, ChildProcess.line("ready"));
  }

  /**
   * The command service.
   *
   * @param kafka bootstrap servers
   * @param further properties of the service
   */
  public ChildProcess commandService(
      String name,
      int heapMiB,
      int port,
      String mongodbUri,
      String kafka,
      Map<String, String> further)
      throws IOException {
    return service(
        name, CommandServiceApplication.class, heapMiB, port, mongodbUri, kafka, further);
  }

  /** The query service; as the command service. */
  public ChildProcess queryService(
      String name,
      int heapMiB,
      int port,
      String mongodbUri,
      String kafka,
      Map<String, String> further)
      throws IOException {
    return service(name, QueryServiceApplication.class, heapMiB, port, mongodbUri, kafka, further);
  }

  /** A service, or one that was made of it; as the others. */
  public ChildProcess service(
      String name,
      Class<?> main,
      int heapMiB,
      int port,
      String mongodbUri,
      String kafka,
      Map<String, String> further)
      throws IOException {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", Integer.toString(port));
    properties.put("minutebook.mongodb.uri", mongodbUri);
    properties.put("minutebook.kafka.bootstrap-servers", kafka);
    properties.put("minutebook.security.public-key-location", keys.publicKey().toUri().toString());
    properties.putAll(further);
    return start(
        name,
        program(main, heapMiB)
            .command(
                properties.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toList()),
        _ -> isHealthy(port));
  }

  private boolean isHealthy(int port) throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness"))
                      .timeout(LONGEST_PROBE)
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private JavaProgram program(Class<?> main, int heapMiB) {
    Path noted = training().resolve(main.getSimpleName() + ".aot");
    List<String> all = new ArrayList<>(flags);
    switch (starts) {
      case USUAL -> {}
      case TRAINING -> all.add("-XX:AOTCacheOutput=" + noted);
      case TRAINED -> {
        if (Files.exists(noted)) {
          all.add("-XX:AOTCache=" + noted);
        }
      }
    }
    return new JavaProgram(main, heapMiB, List.copyOf(all));
  }

  private ChildProcess start(String name, List<String> command, ChildProcess.Readiness readiness)
      throws IOException {
    return ChildProcess.start(
        name, command, Map.of(), folder.resolve("logs").resolve(name + ".log"), readiness);
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  /** Ends none of the processes: they are whose who started them. */
  @Override
  public void close() {
    http.close();
  }
}
