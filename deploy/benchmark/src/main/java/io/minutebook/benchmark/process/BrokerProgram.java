package io.minutebook.benchmark.process;

import io.minutebook.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A Kafka broker alone in a process. Arguments: its folder, its port, and for each further listener
 * {@code NAME:PORT:ADVERTISED-PORT}. Says {@code ready} and its address.
 */
public final class BrokerProgram {

  private BrokerProgram() {}

  public static void main(String[] arguments) throws Exception {
    List<EmbeddedBroker.Listener> further =
        Arrays.stream(arguments).skip(2).map(BrokerProgram::listener).toList();
    EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), further);
    System.out.println("ready " + broker.bootstrapServers());
    Thread.currentThread().join();
  }

  private static EmbeddedBroker.Listener listener(String argument) {
    String[] parts = argument.split(":", -1);
    return new EmbeddedBroker.Listener(
        parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  static String argument(EmbeddedBroker.Listener listener) {
    return listener.name() + ":" + listener.port() + ":" + listener.advertisedPort();
  }
}
