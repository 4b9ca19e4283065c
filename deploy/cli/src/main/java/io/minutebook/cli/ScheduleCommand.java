package io.minutebook.cli;

import io.minutebook.cli.client.Accepted;
import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Precondition;
import io.minutebook.event.MeetingId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code minutebook schedule}: begins the minutes of a meeting. */
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Begins the minutes of a meeting, with a title or with what is set for its series.",
      "With --from-series it shows how they would begin and which actions of the previous meeting"
          + " are open, and stores nothing before that is confirmed: at a terminal by an answer,"
          + " otherwise with --carry."
    })
final class ScheduleCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MEETING", description = "SERIES/YYYY-MM-DD[-2].")
  @SuppressWarnings("NullAway.Init")
  private MeetingId meeting;

  @Option(names = "--title", paramLabel = "TITLE", description = "The title of the minutes.")
  private @Nullable String title;

  @Option(
      names = "--from-series",
      description = "Begin with the template of the series, or its sections, and turns of duty.")
  private boolean fromSeries;

  @Option(
      names = "--carry",
      split = ",",
      paramLabel = "ACTION",
      description =
          "Which open actions are carried over: all, none, or some, such as e7,e9 or"
              + " weekly/2026-03-02#e7.")
  private @Nullable List<String> carry;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClientOptions client;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Output output;

  @Override
  public Integer call() {
    if (!fromSeries && title == null) {
      throw new CannotRun("say a --title, or --from-series to begin with what is set for it.");
    }
    if (!fromSeries && carry != null) {
      throw new CannotRun("--carry goes with --from-series.");
    }
    Commands commands = client.commands(Patience.NONE);
    if (!fromSeries) {
      schedule(commands, List.of());
      return 0;
    }
    OpenActions open = propose(commands.proposal(meeting));
    List<String> words = carry != null ? carry : answered(open);
    if (words == null) {
      output.remark(
          "Nothing was stored. Confirm with --carry all, --carry none or --carry ACTION,ACTION.");
    } else {
      schedule(commands, open.chosen(words));
    }
    return 0;
  }

  /** Shows what is proposed; as JSON only where that is the whole answer. */
  private OpenActions propose(JsonNode proposal) {
    if (carry == null) {
      output.json(proposal);
    }
    OpenActions open = OpenActions.of(proposal);
    output.line(meeting + " would begin with:");
    output.line("");
    proposal.path("document").asString().lines().forEach(line -> output.line("    " + line));
    output.line("");
    String previous = proposal.path("previous").asString("");
    output.line(
        previous.isEmpty()
            ? "It is the first meeting of its series."
            : open.lines().isEmpty()
                ? "Nothing is open since " + previous + "."
                : "Open since " + previous + ":");
    open.lines().forEach(line -> output.line("    " + line));
    return open;
  }

  /** What the person at the terminal says; null where there is none. */
  private @Nullable List<String> answered(OpenActions open) {
    if (output.json()) {
      return null;
    }
    String question =
        open.lines().isEmpty()
            ? "Begin? [yes/no] "
            : "Carry over which? [all/none/" + open.first() + ",.../no: do not begin] ";
    String answer = Output.ask(question).map(String::strip).orElse("");
    if (answer.isEmpty() || answer.equalsIgnoreCase("no")) {
      return null;
    }
    return answer.equalsIgnoreCase("yes")
        ? List.of(OpenActions.NONE)
        : List.of(answer.split("\\s*[,\\s]\\s*"));
  }

  private void schedule(Commands commands, List<String> carried) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (title != null) {
      fields.put("title", title);
    }
    if (fromSeries) {
      fields.put("template", true);
      fields.put("carry", carried);
    }
    Accepted accepted =
        commands.command(
            meeting,
            "ScheduleMeeting",
            fields,
            new Precondition.New(),
            UUID.randomUUID().toString());
    output.line(
        "%s has begun, at version %d, with %d entries, %d of them carried over"
            .formatted(meeting, accepted.version(), accepted.entries().size(), carried.size()));
    output.json(accepted);
    // So that whoever looks next sees it.
    client.queries(Patience.NONE).await(List.of(accepted.token()));
  }
}
