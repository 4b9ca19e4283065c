package io.minutebook.cli;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.MeetingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
    description = "Prints what happened to the minutes of a meeting, oldest first.")
final class HistoryCommand implements Callable<Integer> {

  private static final String HISTORY =
      """
      query($meeting: String!, $entry: ID, $first: Int, $after: String) {
        history(meeting: $meeting, entry: $entry, first: $first, after: $after) {
          nodes {
            version at occurredAt actor onBehalfOf command type entry before after reason
            requestReason commandId
          }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  @Parameters(index = "0", paramLabel = "MEETING", description = "SERIES/YYYY-MM-DD[-2].")
  @SuppressWarnings("NullAway.Init")
  private MeetingId meeting;

  @Option(names = "--entry", paramLabel = "ENTRY", description = "Only of this entry, e.g. e12.")
  private @Nullable String entry;

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
    variables.put("entry", entry);
    List<JsonNode> changes = queries.askAll(HISTORY, variables);
    if (changes.isEmpty()) {
      throw new CannotRun(
          entry == null
              ? "there are no minutes of %s.".formatted(meeting)
              : "the minutes of %s have no entry %s.".formatted(meeting, entry));
    }
    changes.forEach(change -> output.line(ChangeLine.of(change)));
    output.json(changes);
    return 0;
  }
}
