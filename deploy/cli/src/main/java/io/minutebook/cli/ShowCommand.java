package io.minutebook.cli;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.MeetingId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code minutebook show}: the minutes of one meeting. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Prints the minutes of a meeting as a Markdown document.")
final class ShowCommand implements Callable<Integer> {

  private static final String MINUTES =
      """
      query($series: String!, $date: String!, $version: Int, $revision: String, $published: Boolean,
          $instant: DateTime, $time: TimeKind = RECORDED) {
        meeting(series: $series, date: $date, asOfVersion: $version, asOfRevision: $revision,
            published: $published, asOf: $instant, asOfTime: $time) {
          id date title status version token file coordinates attendance markdown
          entries {
            id parent depth kind form text
            ... on Section { level }
            ... on Duty { slot person tentative }
            ... on QueueCount { queue count stated statedDelta }
            ... on TicketCount { board state count stated statedDelta }
            ... on ReleaseCounts { columns { name count stated statedDelta } }
            ... on Release { version developmentFreeze packageFreeze release notes }
            ... on Support { site people report }
            ... on Action { owners tickets due status remark }
          }
        }
      }
      """;

  @Parameters(index = "0", paramLabel = "MEETING", description = "SERIES/YYYY-MM-DD[-2].")
  @SuppressWarnings("NullAway.Init")
  private MeetingId meeting;

  @Option(
      names = "--as-of",
      paramLabel = "MOMENT",
      description = "As they stood then: " + MomentText.FORMS + ".")
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
    variables.put("series", meeting.series().slug());
    variables.put("date", meeting.day());
    if (moment != null) {
      asOf(new MomentText(queries, meeting, moments.by()).read(moment), variables);
    }
    JsonNode minutes = queries.ask(MINUTES, variables).path("meeting");
    if (!minutes.isObject()) {
      throw new CannotRun(
          moment == null
              ? "there are no minutes of %s.".formatted(meeting)
              : "there are no minutes of %s as of %s.".formatted(meeting, moment));
    }
    if (output.json()) {
      output.json(minutes);
      return 0;
    }
    String document = minutes.path("markdown").asString();
    output.out().print(document);
    if (Output.isTerminal() && !document.endsWith("\n")) {
      output.out().println();
    }
    output.out().flush();
    return 0;
  }

  private static void asOf(
      Map.Entry<String, Object> moment, Map<String, @Nullable Object> variables) {
    switch (moment.getKey()) {
      case "at", "occurredAt" -> {
        variables.put("instant", moment.getValue());
        variables.put("time", moment.getKey().equals("at") ? "RECORDED" : "OCCURRED");
      }
      default -> variables.put(moment.getKey(), moment.getValue());
    }
  }
}
