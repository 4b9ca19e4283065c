package io.minutebook.cli;

import io.minutebook.cli.git.GitHistory;
import io.minutebook.cli.git.Plan;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which history, and into which series it goes. */
final class GitOptions {

  @Parameters(
      index = "0",
      paramLabel = "REPO",
      description = "A git repository: its folder, bare or not, or a bundle file.")
  @SuppressWarnings("NullAway.Init")
  private Path repository;

  @Option(
      names = "--path",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the documents in the repository (with the folders below it).")
  @SuppressWarnings("NullAway.Init")
  private String path;

  @Option(
      names = "--series",
      required = true,
      paramLabel = "SERIES",
      description = "The series: lower-case letters, digits, hyphens.")
  @SuppressWarnings("NullAway.Init")
  private SeriesId series;

  @Option(
      names = "--branch",
      paramLabel = "BRANCH",
      description = "The branch, tag or commit (default: what is checked out).")
  private @Nullable String branch;

  @Option(
      names = "--since",
      paramLabel = "WHEN|COMMIT",
      description =
          "Only revisions from this day (2020-05-04) or instant (2020-05-04T09:30:00Z) on, or after"
              + " this commit.")
  private @Nullable String since;

  SeriesId series() {
    return series;
  }

  GitHistory open() throws IOException {
    if (!Files.exists(repository)) {
      throw new CannotRun(
          "there is no %s: name a git repository or a bundle file.".formatted(repository));
    }
    return GitHistory.open(repository);
  }

  Plan plan(GitHistory history) throws IOException {
    return history.plan(series, path, branch, since);
  }

  /** What to say where there is nothing to do. */
  String nothingThere() {
    return "no document (*.md with a date in its name) stands in '%s' of %s%s%s."
        .formatted(
            path,
            repository,
            branch == null ? "" : " on " + branch,
            since == null ? "" : " since " + since);
  }
}
