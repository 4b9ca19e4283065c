package io.minutebook.cli;

import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.git.GitHistory;
import io.minutebook.cli.git.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minutebook import git}. */
@Command(
    name = "git",
    mixinStandardHelpOptions = true,
    description = {
      "Imports the history of documents from a git repository: each revision as its author's, at"
          + " its time. The repository is only read.",
      "A document is known by its file's name, which says the meeting as for 'import markdown'. A"
          + " deleted file cancels its meeting; one that comes back reinstates it. What a side"
          + " branch changed comes just before the merge that brings it in.",
      "Importing again continues where the last import ended. Needs a token of the role admin;"
          + " 'minutebook check git' compares the outcome with the repository."
    })
final class ImportGitCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private GitOptions git;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of a series that is made (default: from the first title).")
  private @Nullable String name;

  @Option(
      names = "--overwrite",
      description =
          "Bring new revisions in also where the minutes were edited in Minutebook meanwhile, or"
              + " did not come from this history. Such an edit is replaced; it stays in the"
              + " minutes' history.")
  private boolean overwrite;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to go on trying while a service is away (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ReportOption reportOption;

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
      if (plan.revisions().isEmpty() && plan.unusable().isEmpty()) {
        throw new CannotRun(git.nothingThere());
      }
      // The first question is not repeated: whoever forgot to start the services hears it at once.
      client.queries(Patience.NONE).hasSeries(git.series());

      Patience patient = new Patience(Duration.ofSeconds(patience));
      Commands commands = client.commands(patient);
      Queries queries = client.queries(patient);
      GitImport imported = new GitImport(git.series(), history, commands, queries, overwrite);
      GitImportReport report;
      try (Progress progress = output.progress("import", plan.changes())) {
        report = imported.run(plan, name, progress);
      }
      report.lines().forEach(output::line);
      Map<String, Object> json = report.json();
      reportOption.addTo(output, json, imported.documents());
      output.json(json);
      return report.isClean() ? 0 : 1;
    }
  }
}
