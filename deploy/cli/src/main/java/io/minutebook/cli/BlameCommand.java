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
      "A line that only moved with its entry was not touched.",
      "Of an entry: its own lines, with the blank ones before it, without what stands under it."
    })
final class BlameCommand implements Callable<Integer> {

  private static final int SHORT = 8;
  private static final String BLAME =
      """
      query($meeting: String!, $entry: ID, $person: String, $asOf: MomentInput, $first: Int,
          $after: String) {
        blame(meeting: $meeting, entry: $entry, person: $person, asOf: $asOf, first: $first,
            after: $after) {
          nodes {
            number text entry version at occurredAt actor onBehalfOf command type revision
          }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  @Parameters(
      index = "0",
      paramLabel = "MEETING[#ENTRY]",
      description =
          "SERIES/YYYY-MM-DD[-2], or one entry of it, for example an action: weekly/2026-03-02#e12.")
  @SuppressWarnings("NullAway.Init")
  private Subject subject;

  @Option(
      names = "--as-of",
      paramLabel = "MOMENT",
      description = "The document as of then: " + MomentText.FORMS + ".")
  private @Nullable String moment;

  @Option(
      names = "--person",
      paramLabel = "PERSON",
      description =
          "Only lines that this person touched last, under every label, or that were imported as"
              + " theirs.")
  private @Nullable String person;

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
    MeetingId meeting = subject.meeting();
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("meeting", meeting.toString());
    variables.put("entry", subject.entryName());
    variables.put("person", person);
    variables.put(
        "asOf",
        moment == null
            ? null
            : Map.ofEntries(new MomentText(queries, meeting, moments.by()).read(moment)));
    List<JsonNode> lines = queries.askAll(BLAME, variables);
    if (lines.isEmpty()) {
      output.remark(nothing(queries, variables));
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

  /** What to say where there is no line: a mistake, unless they are only all somebody else's. */
  private String nothing(Queries queries, Map<String, @Nullable Object> variables) {
    String then = moment == null ? "" : " as of " + moment;
    Map<String, @Nullable Object> whole = new HashMap<>(variables);
    whole.put("person", null);
    if (subject.entry() != null && queries.askAll(BLAME, whole).isEmpty()) {
      whole.put("entry", null);
      if (!queries.askAll(BLAME, whole).isEmpty()) {
        throw new CannotRun(
            "the minutes of %s have no line of an entry %s%s."
                .formatted(subject.meeting(), subject.entry(), then));
      }
    }
    if (person == null || queries.askAll(BLAME, whole).isEmpty()) {
      throw new CannotRun("there are no minutes of %s%s.".formatted(subject.meeting(), then));
    }
    return "%s touched none of these lines last.".formatted(person);
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
