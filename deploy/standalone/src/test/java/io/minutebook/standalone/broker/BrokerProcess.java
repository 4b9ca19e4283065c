package io.minutebook.standalone.broker;

import java.nio.file.Path;

/** The broker alone in a process, for the tests that kill it. Argument: its folder. */
public final class BrokerProcess {

  private BrokerProcess() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
    System.out.println("ready " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
