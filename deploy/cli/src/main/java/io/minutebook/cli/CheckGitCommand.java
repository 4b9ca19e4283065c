package io.minutebook.cli;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.git.GitHistory;
import io.minutebook.cli.git.Plan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code minutebook check git}. */
@Command(
    name = "git",
    mixinStandardHelpOptions = true,
    description = {
      "Compares minutes with the git history that they were imported from. For every revision on"
          + " the mainline and every merge, the minutes as of that revision have to equal its file,"
          + " byte for byte; for every revision on a side branch, the lines that it added to the"
          + " minutes and removed from them have to be those of the commit, but for what stood or"
          + " was gone there already. Blank lines are not counted.",
      "Needs the right to read the history. Exit code 1: something differs, and every difference is"
          + " named; or there was nothing to compare."
    })
final class CheckGitCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private GitOptions git;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClientOptions client;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() throws IOException {
    try (GitHistory history = git.open()) {
      Plan plan = git.plan(history);
      GitCheckReport report;
      try (Progress progress = output.progress("check", plan.changes())) {
        report = new GitCheck(history, client.queries(Patience.NONE)).run(plan, progress);
      }
      report.lines().forEach(output::line);
      if (report.compared() == 0) {
        output.line("nothing to compare: " + git.nothingThere());
      }
      output.json(report.json());
      return report.isClean() ? 0 : 1;
    }
  }
}
