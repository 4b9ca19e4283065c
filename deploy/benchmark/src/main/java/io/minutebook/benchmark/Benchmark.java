package io.minutebook.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.minutebook.benchmark.crash.CrashCommand;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code minutebook benchmark}: its parts are commands of their own. */
@Command(
    name = "benchmark",
    description = "Measures Minutebook against its peers, and breaks it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CrashCommand.class)
public final class Benchmark {

  private Benchmark() {}

  /** Exits with 0 if what was measured or tried holds, 1 if it does not, 2 if it could not run. */
  public static void main(String[] arguments) {
    quiet();
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }

  /** What the libraries in this process log is nothing that a measurement should be read through. */
  private static void quiet() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.ERROR);
    }
  }
}
