package io.minutebook.cli;

import io.minutebook.standalone.Addresses;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minutebook up}: runs until it is told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Minutebook in one process: a Kafka broker, a MongoDB-protocol server and both"
          + " services.",
      "Says in one line when it is ready; ends cleanly at Ctrl-C or SIGTERM."
    })
final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder that keeps everything (or MINUTEBOOK_DATA; default: ~/.minutebook).")
  private @Nullable Path data;

  @Option(
      names = "--command-port",
      paramLabel = "PORT",
      defaultValue = "" + StandaloneOptions.DEFAULT_COMMAND_PORT,
      description =
          "Where commands are taken, on this computer only (default: ${DEFAULT-VALUE}; 0: any free"
              + " port).")
  private int commandPort;

  @Option(
      names = "--query-port",
      paramLabel = "PORT",
      defaultValue = "" + StandaloneOptions.DEFAULT_QUERY_PORT,
      description = "Where questions are answered (default: ${DEFAULT-VALUE}; 0: any free port).")
  private int queryPort;

  @Option(
      names = "--mongodb",
      paramLabel = "URI",
      description = "Use this MongoDB instead of the embedded server.")
  private @Nullable String mongodb;

  @Option(
      names = "--kafka",
      paramLabel = "SERVERS",
      description = "Use this Kafka instead of the embedded broker: host:port[,host:port...].")
  private @Nullable String kafka;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() throws InterruptedException {
    checkPort("--command-port", commandPort);
    checkPort("--query-port", queryPort);
    if (commandPort == queryPort && commandPort != 0) {
      throw new CannotRun("--command-port and --query-port must differ.");
    }
    long begin = System.nanoTime();
    Standalone standalone =
        Standalone.start(
            new StandaloneOptions(
                DataFolder.orUsual(data).path(), commandPort, queryPort, mongodb, kafka));
    CountDownLatch stopped = stopAtExit(standalone);
    Addresses addresses = standalone.addresses();
    output.line(
        "Minutebook is ready after %.1f s: commands at %s, queries at %s, data in %s"
            .formatted(
                (System.nanoTime() - begin) / 1e9,
                addresses.commandUrl(),
                addresses.queryUrl(),
                standalone.folder().path()));
    output.json(addresses);
    output.out().flush();
    stopped.await();
    return 0;
  }

  /** Stops everything in order when the process is told to end; opens the latch afterwards. */
  static CountDownLatch stopAtExit(Standalone standalone) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  standalone.close();
                  stopped.countDown();
                },
                "stop"));
    return stopped;
  }

  private static void checkPort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new CannotRun("%s is 0 to 65535, not %d.".formatted(option, port));
    }
  }
}
