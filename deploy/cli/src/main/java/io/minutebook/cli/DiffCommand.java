package io.minutebook.cli;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.MeetingId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code minutebook diff}: what changed in some minutes from one moment to another. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what changed in the minutes of a meeting from one moment to another, entry by entry.",
      "A moment is " + MomentText.FORMS + "."
    })
final class DiffCommand implements Callable<Integer> {

  private static final String DIFF =
      """
      query($meeting: String!, $from: MomentInput!, $to: MomentInput, $entry: ID,
          $person: String) {
        diff(meeting: $meeting, from: $from, to: $to, entry: $entry, person: $person) {
          meeting
          from { version status }
          to { version status }
          entries { entry what kind before after diff { op text } }
          text
        }
      }
      """;

  private static final String ENTRIES =
      """
      query($meeting: String!, $from: MomentInput!, $to: MomentInput) {
        diff(meeting: $meeting, from: $from, to: $to) {
          from { entries { id } }
          to { entries { id } }
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

  @Parameters(index = "1", paramLabel = "FROM", description = "The one moment.")
  @SuppressWarnings("NullAway.Init")
  private String from;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      description = "The other moment; as it is now if it is left out.")
  private @Nullable String to;

  @Option(
      names = "--text",
      description = "Compare the Markdown documents, and print a unified diff as 'diff -u' does.")
  private boolean text;

  @Option(
      names = "--person",
      paramLabel = "PERSON",
      description =
          "Only entries that this person changed between the two moments, alone or among others,"
              + " under every label, or that were imported as theirs.")
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
    if (text && (subject.entry() != null || person != null)) {
      throw new CannotRun(
          "--text compares whole documents: leave %s out."
              .formatted(person == null ? "the entry" : "--person"));
    }
    MeetingId meeting = subject.meeting();
    Queries queries = client.queries(Patience.NONE);
    MomentText reader = new MomentText(queries, meeting, moments.by());
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("meeting", meeting.toString());
    variables.put("from", Map.ofEntries(reader.read(from)));
    variables.put("to", to == null ? null : Map.ofEntries(reader.read(to)));
    Map<String, @Nullable Object> only = new HashMap<>(variables);
    only.put("entry", subject.entryName());
    only.put("person", person);
    JsonNode diff = queries.ask(DIFF, only).path("diff");
    if (!diff.isObject()) {
      throw new CannotRun(
          "there are no minutes of %s as of %s: 'minutebook history %s' lists the versions."
              .formatted(meeting, to == null ? from : from + " or as of " + to, meeting));
    }
    if (subject.entry() != null
        && diff.path("entries").isEmpty()
        && !isEntryIn(queries.ask(ENTRIES, variables).path("diff"))) {
      throw new CannotRun(
          "the minutes of %s have no entry %s at either moment."
              .formatted(meeting, subject.entry()));
    }
    if (output.json()) {
      output.json(diff);
    } else if (text) {
      output.out().print(diff.path("text").asString());
      output.out().flush();
    } else {
      lines(diff).forEach(output::line);
    }
    return 0;
  }

  /** Whether the entry that was named is in the minutes of either moment. */
  private boolean isEntryIn(JsonNode diff) {
    return Stream.of("from", "to")
        .flatMap(moment -> diff.path(moment).path("entries").valueStream())
        .anyMatch(entry -> entry.path("id").asString().equals(subject.entryName()));
  }

  private static List<String> lines(JsonNode diff) {
    List<String> lines = diff.path("entries").valueStream().map(DiffCommand::line).toList();
    return lines.isEmpty() ? List.of("no entry is different") : lines;
  }

  private static String line(JsonNode entry) {
    String what =
        entry
            .path("what")
            .valueStream()
            .map(it -> it.asString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "%-5s %s %s%s"
        .formatted(
            entry.path("entry").asString(),
            entry.path("kind").asString("").toLowerCase(Locale.ROOT).replace('_', ' '),
            what,
            ChangedText.of(entry));
  }
}
