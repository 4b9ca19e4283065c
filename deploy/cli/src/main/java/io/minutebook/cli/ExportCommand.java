package io.minutebook.cli;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.client.StoredDocument;
import io.minutebook.cli.files.ExportNames;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code minutebook export}: the minutes as files again, byte for byte. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the minutes of a series as Markdown documents, under the names that they came from.",
      "A file of the same name is replaced."
    })
final class ExportCommand implements Callable<Integer> {

  private static final String MEETINGS =
      """
      query($series: String!, $first: Int, $after: String) {
        meetings(series: $series, first: $first, after: $after) {
          nodes { id file }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  @Option(names = "--series", required = true, paramLabel = "SERIES", description = "The series.")
  @SuppressWarnings("NullAway.Init")
  private SeriesId series;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to, made when it is missing.")
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClientOptions client;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() throws IOException {
    client.queries(Patience.NONE).hasSeries(series);
    Queries queries = client.queries(new Patience(Duration.ofSeconds(30)));
    if (!queries.hasSeries(series)) {
      throw new CannotRun("there is no series '%s'.".formatted(series));
    }
    List<JsonNode> meetings = queries.askAll(MEETINGS, Map.of("series", series.slug()));
    makeFolder();
    List<String> files = new ArrayList<>();
    int written = 0;
    ExportNames names = new ExportNames();
    try (Progress progress = output.progress("export", meetings.size())) {
      for (JsonNode meeting : meetings) {
        MeetingId id = MeetingId.parse(meeting.path("id").asString());
        String name = names.nameFor(id, meeting.path("file").asString(null));
        files.add(name);
        written += write(queries, id, folder.resolve(name)) ? 1 : 0;
        progress.step();
      }
    }
    int same = files.size() - written;
    output.line("%s: %d written to %s, %d already there".formatted(series, written, folder, same));
    output.json(
        Map.of("series", series.slug(), "written", written, "unchanged", same, "files", files));
    return 0;
  }

  private boolean write(Queries queries, MeetingId meeting, Path file) throws IOException {
    StoredDocument document =
        queries
            .minutes(meeting)
            .orElseThrow(() -> new CannotRun("the minutes of %s are gone.".formatted(meeting)));
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), document.content())) {
      return false;
    }
    Path half = Files.createTempFile(folder, ".export", ".half");
    try {
      // Moved into its place as a whole; written anew for the rights of an ordinary file.
      Files.delete(half);
      Files.write(half, document.content());
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
    return true;
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new CannotRun(folder + " is not a folder: name another one with --to.", e);
    }
  }
}
