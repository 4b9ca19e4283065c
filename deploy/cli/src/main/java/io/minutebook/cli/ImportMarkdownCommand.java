package io.minutebook.cli;

import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.files.DocumentFile;
import io.minutebook.cli.files.DocumentFolder;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minutebook import markdown}. */
@Command(
    name = "markdown",
    mixinStandardHelpOptions = true,
    description = {
      "Imports Markdown documents, one for each meeting, in the order of their dates.",
      "A file's name says the meeting: *YYYYMMDD*.md or *YYYY-MM-DD*.md, with -2 after the date"
          + " for a second one of that day. Importing again stores only what has changed."
    })
final class ImportMarkdownCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE|DIR", description = "A document or a folder of them.")
  @SuppressWarnings("NullAway.Init")
  private Path source;

  @Option(
      names = "--series",
      required = true,
      paramLabel = "SERIES",
      description = "The series, made when there is none: lower-case letters, digits, hyphens.")
  @SuppressWarnings("NullAway.Init")
  private SeriesId series;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of a series that is made (default: from the first title).")
  private @Nullable String name;

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
    if (!Files.exists(source)) {
      throw new CannotRun("there is no " + source + ": name a Markdown file or a folder of them.");
    }
    DocumentFolder folder = DocumentFolder.read(source);
    if (folder.documents().isEmpty() && folder.unusable().isEmpty()) {
      throw new CannotRun("there is no Markdown file (*.md) in " + source + ".");
    }
    // The first question is not repeated: whoever forgot to start the services hears it at once.
    client.queries(Patience.NONE).hasSeries(series);

    Patience patient = new Patience(Duration.ofSeconds(patience));
    Commands commands = client.commands(patient);
    Queries queries = client.queries(patient);
    ImportReport report;
    try (Progress progress = output.progress("import", folder.documents().size())) {
      report = new MarkdownImport(series, commands, queries).run(folder, name, progress);
    }
    report.lines().forEach(output::line);
    Map<String, Object> json = report.json();
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (DocumentFile file : folder.documents()) {
      if (report.hasTaken(file.name())) {
        documents.put(file.name(), file.content());
      }
    }
    reportOption.addTo(output, json, documents);
    output.json(json);
    return report.failed() == 0 ? 0 : 1;
  }
}
