package io.minutebook.cli;

import io.minutebook.cli.MomentOptions.By;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code minutebook history}: who changed what, when, from what to what. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what happened, oldest first: to the minutes of a meeting, to an entry, to an action in"
          + " all minutes that carry it, in a series, or by a person. What is given together has to"
          + " hold together.",
      "A line is: version, when, who, command and event, entry, what changed ([-removed-] {+added+})."
    })
final class HistoryCommand implements Callable<Integer> {

  private static final String CHANGE =
      """
          nodes {
            meeting series version at occurredAt actor onBehalfOf command type entry before after
            diff { op text } reason requestReason commandId
          }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  private static final String HISTORY =
      """
      query($meeting: String, $series: String, $entry: ID, $person: String, $command: String,
          $from: DateTime, $to: DateTime, $time: TimeKind!, $first: Int, $after: String) {
        history(meeting: $meeting, series: $series, entry: $entry, person: $person,
            command: $command, from: $from, to: $to, time: $time, first: $first, after: $after) {
      """
          + CHANGE;

  private static final String ACTION =
      """
      query($root: ID!, $first: Int, $after: String) {
        actionHistory(root: $root, first: $first, after: $after) {
      """
          + CHANGE;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MEETING[#ENTRY]",
      description = "SERIES/YYYY-MM-DD[-2], or an entry of it, e.g. weekly/2026-03-02#e12.")
  private @Nullable String subject;

  @Option(names = "--entry", paramLabel = "ENTRY", description = "Only of this entry, e.g. e12.")
  private @Nullable String entry;

  @Option(
      names = "--action",
      paramLabel = "MEETING#ENTRY",
      description =
          "The whole life of the action that this entry first assigned; with nothing else.")
  private @Nullable String action;

  @Option(names = "--series", paramLabel = "SERIES", description = "Only in this series.")
  private @Nullable SeriesId series;

  @Option(
      names = "--person",
      paramLabel = "PERSON",
      description = "Only what this person did, under every label, or what was imported as theirs.")
  private @Nullable String person;

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description = "Only what came from this command, e.g. AssignAction.")
  private @Nullable String command;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description =
          "Only what was recorded (or occurred: --by) from this instant, or the beginning of this day, on.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description =
          "Only what was recorded (or occurred: --by) up to this instant, or the end of this day.")
  private @Nullable String until;

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
    String query = action == null ? HISTORY : ACTION;
    Map<String, @Nullable Object> variables = action == null ? filter() : life(action);
    boolean named = variables.get("meeting") == null;
    Queries queries = client.queries(Patience.NONE);
    List<JsonNode> kept = new ArrayList<>();
    long[] count = {0};
    queries.forEach(
        query,
        variables,
        change -> {
          count[0]++;
          output.line(ChangeLine.of(change, named));
          if (output.json()) {
            kept.add(change);
          }
        });
    if (count[0] == 0) {
      output.remark(nothing(variables));
    }
    output.json(kept);
    return 0;
  }

  private Map<String, @Nullable Object> life(String root) {
    if (Stream.of(subject, entry, series, person, command, since, until).anyMatch(it -> it != null)
        || moments.by() == By.OCCURRED) {
      throw new CannotRun("--action stands alone: leave the rest out.");
    }
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("root", address(root).toString());
    return variables;
  }

  private Map<String, @Nullable Object> filter() {
    Map<String, @Nullable Object> variables = new HashMap<>();
    if (subject != null && subject.contains("#")) {
      EntryAddress address = address(subject);
      variables.put("meeting", address.meeting().toString());
      variables.put("entry", address.entry().value());
    } else if (subject != null) {
      variables.put("meeting", meeting(subject).toString());
    }
    if (entry != null) {
      if (subject == null || subject.contains("#")) {
        throw new CannotRun("--entry is named within a meeting: give MEETING with it.");
      }
      variables.put("entry", entry);
    }
    variables.put("series", series == null ? null : series.slug());
    variables.put("person", person);
    variables.put("command", command);
    variables.put("from", instant("--since", since, false));
    variables.put("to", instant("--until", until, true));
    if (moments.by() == By.OCCURRED && since == null && until == null) {
      throw new CannotRun(
          "--by says what --since and --until are: give one of them, or leave it out.");
    }
    if (variables.values().stream().allMatch(it -> it == null)) {
      throw new CannotRun(
          "give what the history is to be of: a meeting, an entry, --action, --series, --person, --command, --since or --until.");
    }
    variables.put("time", moments.by().name());
    return variables;
  }

  private static MeetingId meeting(String text) {
    try {
      return MeetingId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()));
    }
  }

  private static EntryAddress address(String text) {
    try {
      return EntryAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String instant(String option, @Nullable String text, boolean end) {
    return text == null
        ? null
        : MomentText.instant(text, end)
            .map(Instant::toString)
            .orElseThrow(
                () ->
                    new CannotRun(
                        "%s is an instant like 2026-03-02T10:00:00Z or a day like 2026-03-02, not '%s'."
                            .formatted(option, text)));
  }

  /** What to say where nothing was found: a mistake, unless the question was a search. */
  private String nothing(Map<String, @Nullable Object> variables) {
    if (variables.get("root") != null) {
      throw new CannotRun(
          "there is no action that %s first assigned.".formatted(variables.get("root")));
    }
    Object meeting = variables.get("meeting");
    Object only = variables.get("entry");
    boolean search = Stream.of(series, person, command, since, until).anyMatch(it -> it != null);
    if (meeting == null || search) {
      return "nothing happened that fits all of this.";
    }
    throw new CannotRun(
        only == null
            ? "there are no minutes of %s.".formatted(meeting)
            : "the minutes of %s have no entry %s.".formatted(meeting, only));
  }
}
