package io.minutebook.cli;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.MeetingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code minutebook blame}: the Markdown of some minutes, with who last touched each line. */
@Command(
    name = "blame",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the minutes of a meeting as a Markdown document, and before each line who touched it"
          + " last, when and by which command, as 'git blame' does.",
      "A line that only moved with its entry was not touched."
    })
final class BlameCommand implements Callable<Integer> {

  private static final int SHORT = 8;
  private static final String BLAME =
      """
      query($meeting: String!, $asOf: MomentInput, $first: Int, $after: String) {
        blame(meeting: $meeting, asOf: $asOf, first: $first, after: $after) {
          nodes {
            number text entry version at occurredAt actor onBehalfOf command type revision
          }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  @Parameters(index = "0", paramLabel = "MEETING", description = "SERIES/YYYY-MM-DD[-2].")
  @SuppressWarnings("NullAway.Init")
  private MeetingId meeting;

  @Option(
      names = "--as-of",
      paramLabel = "MOMENT",
      description = "The document as of then: " + MomentText.FORMS + ".")
  private @Nullable String moment;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private MomentOptions moments;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClientOptions client;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    Queries queries = client.queries(Patience.NONE);
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("meeting", meeting.toString());
    variables.put(
        "asOf",
        moment == null
            ? null
            : Map.ofEntries(new MomentText(queries, meeting, moments.by()).read(moment)));
    List<JsonNode> lines = queries.askAll(BLAME, variables);
    if (lines.isEmpty()) {
      throw new CannotRun(
          moment == null
              ? "there are no minutes of %s.".formatted(meeting)
              : "there are no minutes of %s as of %s.".formatted(meeting, moment));
    }
    output.json(lines);
    int name = width(lines, BlameCommand::name);
    int who = width(lines, BlameCommand::who);
    int command = width(lines, line -> line.path("command").asString());
    String format = "%-" + name + "s (%-" + who + "s %s %-" + command + "s %4d) %s";
    for (JsonNode line : lines) {
      output.line(
          format.formatted(
              name(line),
              who(line),
              ChangeLine.time(line),
              line.path("command").asString(),
              line.path("number").asInt(),
              line.path("text").asString()));
    }
    return 0;
  }

  private static int width(List<JsonNode> lines, Function<JsonNode, String> column) {
    return lines.stream().mapToInt(line -> column.apply(line).length()).max().orElse(1);
  }

  /** The imported revision, or else the version. */
  private static String name(JsonNode line) {
    String revision = line.path("revision").asString("");
    return revision.isEmpty()
        ? "v" + line.path("version").asLong()
        : revision.substring(0, Math.min(SHORT, revision.length()));
  }

  /** The author of what was imported: who imported it is the same for all lines. */
  private static String who(JsonNode line) {
    String behalf = line.path("onBehalfOf").asString("");
    return behalf.isEmpty() ? line.path("actor").asString() : behalf;
  }
}
