package io.minutebook.benchmark;

import io.minutebook.simulation.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code minutebook benchmark}: its parts are commands of their own. */
@Command(
    name = "benchmark",
    description = "Measures Minutebook against its peers, and breaks it.",
    mixinStandardHelpOptions = true,
    subcommands = {SimulateCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class Benchmark {

  private Benchmark() {}

  /** Exits with 0 if what was measured or tried holds, 1 if it does not, 2 if it could not run. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }
}
