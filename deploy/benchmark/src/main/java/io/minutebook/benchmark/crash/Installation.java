package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.process.ChildProcess;
import io.minutebook.benchmark.process.JavaProgram;
import io.minutebook.benchmark.process.Launch;
import io.minutebook.benchmark.process.Ports;
import io.minutebook.standalone.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All of Minutebook in processes of its own: a MongoDB, a broker, two command services on one
 * database, query services. All that these say to each other, and clients to them, goes through
 * links; whoever looks on has direct ways.
 */
final class Installation implements AutoCloseable {

  static final String MONGODB = "mongodb";
  static final String BROKER = "broker";
  private static final int COMMAND_SERVICES = 2;

  private static final int BROKER_HEAP = 256;
  private static final int MONGODB_HEAP = 768;
  private static final int SERVICE_HEAP = 256;

  private final Launch launch;
  private final Iterator<Integer> ports;
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> commandServices = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<URI> commandUrls = new ArrayList<>();
  private final List<EmbeddedBroker.Listener> listeners = new ArrayList<>();
  private final int mongodbPort;
  private final int brokerPort;
  private final String token;

  /** Whoever ends this process ends the others with it. */
  private final Thread ending = new Thread(this::closeParts, "ending");

  /**
   * Makes everything and starts nothing.
   *
   * @param onUp told of each part that has become ready
   */
  Installation(Path folder, CrashSettings settings, String actor, Consumer<Part> onUp)
      throws IOException {
    int services = COMMAND_SERVICES + settings.queryServices();
    launch = new Launch(folder, JavaProgram.QUICK_START);
    token = launch.token(actor, "scribe");
    ports = Ports.free(2 + 5 * services).iterator();
    mongodbPort = ports.next();
    brokerPort = ports.next();
    List<Part> others = new ArrayList<>();
    for (int i = 1; i <= COMMAND_SERVICES; i++) {
      Part service = commandService("command-" + i, onUp);
      commandServices.add(service);
      others.add(service);
    }
    for (int i = 1; i <= settings.queryServices(); i++) {
      others.add(queryService("query-" + i, onUp));
    }
    parts.add(part(MONGODB, () -> mongodb(settings), onUp));
    parts.add(part(BROKER, () -> launch.broker(BROKER, BROKER_HEAP, brokerPort, listeners), onUp));
    parts.addAll(others);
    Runtime.getRuntime().addShutdownHook(ending);
  }

  private ChildProcess mongodb(CrashSettings settings) throws IOException {
    String command = settings.mongodbCommand();
    return command == null
        ? launch.embeddedMongodb(MONGODB, MONGODB_HEAP, mongodbPort)
        : launch.mongodb(MONGODB, command, mongodbPort);
  }

  private Part commandService(String name, Consumer<Part> onUp) throws IOException {
    int port = ports.next();
    Link front = link("client to " + name, port);
    commandUrls.add(URI.create("http://127.0.0.1:" + front.port()));
    String mongodb = mongodbFor(name);
    String kafka = kafkaFor(name);
    return part(
        name,
        () -> launch.commandService(name, SERVICE_HEAP, port, mongodb, kafka, Map.of()),
        onUp);
  }

  private Part queryService(String name, Consumer<Part> onUp) throws IOException {
    int port = ports.next();
    String mongodb = mongodbFor(name);
    String kafka = kafkaFor(name);
    return part(
        name,
        () ->
            launch.queryService(
                name,
                SERVICE_HEAP,
                port,
                mongodb,
                kafka,
                Map.of("minutebook.kafka.instance", name)),
        onUp);
  }

  private String mongodbFor(String name) throws IOException {
    return Launch.mongodbUri(link(name + " to " + MONGODB, mongodbPort).port());
  }

  /** A listener of the broker's own, since its clients go where the listener says it is. */
  private String kafkaFor(String name) throws IOException {
    int port = ports.next();
    Link link = link(name + " to " + BROKER, port);
    listeners.add(
        new EmbeddedBroker.Listener(
            name.replace("-", "").toUpperCase(Locale.ROOT), port, link.port()));
    return "127.0.0.1:" + link.port();
  }

  private Link link(String name, int target) throws IOException {
    Link link = new Link(name, ports.next(), target);
    links.add(link);
    return link;
  }

  private static Part part(String name, Part.Starter starter, Consumer<Part> onUp) {
    Part[] self = new Part[1];
    self[0] = new Part(name, starter, () -> onUp.accept(self[0]));
    return self[0];
  }

  /** Starts one part of each kind and stops it again, so that later starts take half the time. */
  void train() throws IOException, InterruptedException {
    launch.train();
    List<ChildProcess> once = new ArrayList<>();
    try {
      for (Part part : parts) {
        if (!part.name().endsWith("-2")) {
          once.add(part.startOnce());
        }
      }
      for (ChildProcess each : once.reversed()) {
        each.stop();
      }
    } finally {
      once.forEach(ChildProcess::kill);
    }
    launch.useTraining();
  }

  /** In the order in which they are best started. */
  List<Part> parts() {
    return List.copyOf(parts);
  }

  boolean isCommandService(Part part) {
    return commandServices.contains(part);
  }

  boolean allUp() {
    return parts.stream().allMatch(part -> part.state() == Part.State.UP);
  }

  List<Link> links() {
    return List.copyOf(links);
  }

  /** The instances of the command service, through links. */
  List<URI> commandUrls() {
    return List.copyOf(commandUrls);
  }

  String token() {
    return token;
  }

  /** MongoDB, without a link between. */
  String mongodbUri() {
    return Launch.mongodbUri(mongodbPort);
  }

  /** Kafka's bootstrap servers, without a link between. */
  String kafka() {
    return "127.0.0.1:" + brokerPort;
  }

  private void closeParts() {
    parts.reversed().forEach(Part::close);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(ending);
    closeParts();
    links.forEach(Link::closeQuietly);
    launch.close();
  }
}
