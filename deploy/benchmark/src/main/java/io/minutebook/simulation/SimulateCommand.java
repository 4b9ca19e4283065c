package io.minutebook.simulation;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code minutebook benchmark simulate}: run after run, until one breaks a promise. */
@Command(
    name = "simulate",
    description =
        "Runs the services on a made-up store, broker and time, where much goes wrong: one run for"
            + " each seed. The first broken promise is printed with its seed.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(names = "--seeds", description = "How many runs to make (default: ${DEFAULT-VALUE}).")
  private long seeds = 10_000;

  @Option(names = "--from", description = "The first seed (default: ${DEFAULT-VALUE}).")
  private long from = 1;

  @Option(
      names = "--threads",
      description = "How many runs to make at the same time (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--without",
      description = "Takes a safeguard out, to see what becomes of it: ${COMPLETION-CANDIDATES}.")
  private @Nullable Safeguard without;

  @Option(
      names = "--trace",
      description = "Prints what happens in the run of the first seed, and makes no other.")
  private boolean trace;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Silence.overLogs();
    try {
      VirtualThreads.check();
    } catch (IllegalStateException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    }
    if (trace) {
      Set<Safeguard> takenOut = without == null ? Set.of() : EnumSet.of(without);
      Simulation.Result result = Simulation.run(from, takenOut, true);
      result.trace().forEach(out::println);
      out.println(result.violation() == null ? "all promises were kept" : result.violation());
      out.flush();
      return result.violation() == null ? 0 : 1;
    }
    Runs.Report report = Runs.of(from, seeds, threads, without, progress -> print(out, progress));
    print(out, report);
    if (report.broken() != null) {
      out.printf(
          "Seed %d: %s%n    again: minutebook benchmark simulate --from %1$d --trace%n",
          report.broken().seed(), report.broken().violation());
      out.flush();
      return 1;
    }
    return 0;
  }

  private static void print(PrintWriter out, Runs.Report report) {
    out.printf(
        "%,d runs, %,d steps in %.1f s: %,.0f runs a second, %s%n",
        report.runs(),
        report.steps(),
        report.seconds(),
        report.runs() / report.seconds(),
        report.broken() == null ? "no promise broken" : "a promise broken");
    out.flush();
  }
}
