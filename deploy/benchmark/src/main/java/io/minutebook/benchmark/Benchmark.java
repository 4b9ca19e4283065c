package io.minutebook.benchmark;

import io.minutebook.benchmark.append.AppendCommand;
import io.minutebook.benchmark.crash.CrashCommand;
import io.minutebook.benchmark.freshness.FreshnessCommand;
import io.minutebook.benchmark.growth.GrowthCommand;
import io.minutebook.benchmark.http.CommandsCommand;
import io.minutebook.benchmark.jmh.JmhCommand;
import io.minutebook.benchmark.latency.LatencyCommand;
import io.minutebook.benchmark.publish.PublishCommand;
import io.minutebook.benchmark.queries.QueriesCommand;
import io.minutebook.benchmark.read.ReadCommand;
import io.minutebook.benchmark.rebuild.FoldCommand;
import io.minutebook.benchmark.rebuild.RebuildCommand;
import io.minutebook.benchmark.verify.VerifyCommand;
import io.minutebook.simulation.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code minutebook benchmark}: its parts are commands of their own. */
@Command(
    name = "benchmark",
    description = "Measures Minutebook against its peers, and breaks it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AppendCommand.class,
      CommandsCommand.class,
      GrowthCommand.class,
      JmhCommand.class,
      LatencyCommand.class,
      PublishCommand.class,
      FoldCommand.class,
      RebuildCommand.class,
      ReadCommand.class,
      QueriesCommand.class,
      VerifyCommand.class,
      FreshnessCommand.class,
      CrashCommand.class,
      SimulateCommand.class
    })
public final class Benchmark {

  private Benchmark() {}

  /** Exits with 0 if what was measured or tried holds, 1 if it does not, 2 if it could not run. */
  public static void main(String[] arguments) {
    Logs.quiet();
    System.exit(
        new CommandLine(new Benchmark())
            .setExecutionExceptionHandler(Benchmark::couldNotRun)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  private static int couldNotRun(Exception e, CommandLine command, ParseResult ignored) {
    e.printStackTrace(command.getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
