package io.minutebook.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Where a command writes: results to standard output, remarks and progress to standard error. */
final class Output {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(names = "--json", description = "Answer in JSON, for scripts.")
  private boolean json;

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** A line of the result; none with {@code --json}. */
  void line(String text) {
    if (!json) {
      out().println(text);
    }
  }

  /** The whole result with {@code --json}; nothing otherwise. */
  void json(Object result) {
    if (json) {
      out()
          .println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
    }
  }

  /** Something worth knowing beside the result. */
  void remark(String text) {
    command.commandLine().getErr().println(text);
  }

  Progress progress(String task, long steps) {
    return isTerminal()
        ? new Progress.Bar(task, steps)
        : new Progress.Lines(task, steps, command.commandLine().getErr());
  }

  /** What the person at the terminal answers; empty if nobody is there. */
  static Optional<String> ask(String question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> console.readLine("%s", question));
  }

  static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
