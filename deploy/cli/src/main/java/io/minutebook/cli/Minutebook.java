package io.minutebook.cli;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code minutebook} command. Exit codes: 0 done, 1 found something wrong, 2 could not run. */
@Command(
    name = "minutebook",
    description =
        "Keeps the minutes of recurring meetings: every edit a fact, queried and audited.",
    version = "Minutebook 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nIn the source tree, too:%n",
    footer = "  benchmark  Measures Minutebook against its peers; see 'benchmark --help'.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:done, and something was found wrong", "2:could not run"},
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      TokenCommand.class,
      ImportCommand.class,
      CheckCommand.class,
      ExportCommand.class,
      ScheduleCommand.class,
      ShowCommand.class,
      HistoryCommand.class,
      DiffCommand.class,
      BlameCommand.class,
      ReplayCommand.class,
      VerifyCommand.class,
      SealCommand.class,
      ProveCommand.class,
      CheckProofCommand.class,
      RebuildCommand.class,
      ParkedCommand.class,
      AuditReportCommand.class,
      RecoverCommand.class,
      BackupCommand.class,
      RestoreCommand.class
    })
public final class Minutebook {

  private Minutebook() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int exitCode = run(writer(out), writer(err), args);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /** Runs the command, writing to these; answers its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Minutebook())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(MeetingId.class, Converters::meeting)
        .registerConverter(SeriesId.class, Converters::series)
        .registerConverter(EntryAddress.class, Converters::entry)
        .registerConverter(Subject.class, Converters::subject)
        .setParameterExceptionHandler(Failures::wrongArgument)
        .setExecutionExceptionHandler(Failures::failed)
        .execute(args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Minutes are UTF-8, whatever the terminal's locale says. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
