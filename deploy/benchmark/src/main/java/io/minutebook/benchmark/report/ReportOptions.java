package io.minutebook.benchmark.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a report goes. */
public final class ReportOptions {

  // picocli fills it in
  @SuppressWarnings("NullAway.Init")
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON, too.")
  private @Nullable Path json;

  /** Says on the error output what was measured last. */
  public void progress(Row row) {
    say(TextTable.of(row));
  }

  /** Says on the error output what goes on. */
  public void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(what);
    err.flush();
  }

  /**
   * Prints the report.
   *
   * @return the exit code: 0 if all bars hold, 1 if one does not
   */
  public int write(Report report) throws IOException {
    Machine.describe(report);
    PrintWriter out = spec.commandLine().getOut();
    out.println(TextTable.of(report));
    out.flush();
    if (json != null) {
      Files.writeString(json, Json.of(report));
    }
    return report.holds() ? 0 : 1;
  }
}
