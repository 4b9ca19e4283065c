package io.minutebook.cli.demo;

import io.minutebook.cli.client.Accepted;
import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Precondition;
import io.minutebook.cli.client.Problem;
import io.minutebook.cli.client.Queries;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The questions of a team and of an auditor on the sample minutes, asked of running services as any
 * client does. Knows what the samples hold, and says where an answer is another.
 */
public final class Demo {

  /** The series that the samples are imported into. */
  public static final SeriesId SERIES = new SeriesId("platform");

  private static final MeetingId LAST = MeetingId.parse("platform/2026-03-02");
  private static final String TICKET = "PLAT-412";
  private static final String PERSON = "Mei";
  private static final List<String> COUNTERS =
      List.of("queue:Helpdesk", "queue:Partner", "jira:Open", "jira:In Progress");

  private final Story story;
  private final Queries queries;
  private final Commands scribe;
  private final Commands reader;

  Demo(Story story, Queries queries, Commands scribe, Commands reader) {
    this.story = story;
    this.queries = queries;
    this.scribe = scribe;
    this.reader = reader;
  }

  void ask() {
    openActions();
    lifeOfAnAction();
    List<JsonNode> counts = counts();
    dutyAndAttendance();
    correct(counts.stream().filter(Demo::isWrong).findFirst().orElse(null));
    refuse();
  }

  private void openActions() {
    story.chapter("What is open on " + PERSON + "?");
    List<JsonNode> actions =
        queries.askAll(Questions.OPEN_ACTIONS, Map.of("meeting", LAST.toString(), "owner", PERSON));
    actions.forEach(
        action -> story.line("%s  (%s)".formatted(text(action, "text"), text(action, "section"))));
    List<String> tickets = actions.stream().map(action -> text(action, "tickets")).toList();
    story.expect(
        tickets.equals(List.of("PLAT-444", "PLAT-446")),
        "%d actions in the minutes of %s".formatted(actions.size(), LAST.day()));
  }

  private void lifeOfAnAction() {
    story.chapter("What became of the action on " + TICKET + "?");
    List<JsonNode> actions =
        queries.askAll(
            Questions.ACTIONS_OF_TICKET, Map.of("series", SERIES.slug(), "ticket", TICKET));
    Set<String> owners = new HashSet<>();
    for (JsonNode action : actions) {
      owners.add(joined(action.path("owners")));
      story.line(
          "%s  %-7s %s"
              .formatted(
                  text(action, "date"), joined(action.path("owners")), text(action, "text")));
    }
    story.expect(
        actions.size() == 6 && owners.contains("Priya") && owners.contains("Jonas"),
        "in the minutes of %d meetings, begun by Priya, handed to Jonas".formatted(actions.size()));
  }

  private List<JsonNode> counts() {
    story.chapter("How did the ticket counts move, and are the stated changes right?");
    List<JsonNode> counts = queries.askAll(Questions.COUNTS, Map.of("series", SERIES.slug()));
    Map<String, Map<String, JsonNode>> byDate = new TreeMap<>();
    for (JsonNode count : counts) {
      byDate
          .computeIfAbsent(text(count, "date"), _ -> new LinkedHashMap<>())
          .put(text(count, "counter"), count);
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("meeting"));
    head.addAll(COUNTERS);
    rows.add(head);
    byDate.forEach(
        (date, counters) -> {
          List<String> row = new ArrayList<>(List.of(date));
          COUNTERS.forEach(counter -> row.add(cell(counters.get(counter))));
          rows.add(row);
        });
    story.table(rows);
    List<JsonNode> wrong = counts.stream().filter(Demo::isWrong).toList();
    for (JsonNode count : wrong) {
      story.line(
          story.mark(
              "%s, %s: the minutes state %s, but it went from %d to %d (%+d) in %d days"
                  .formatted(
                      text(count, "date"),
                      text(count, "counter"),
                      text(count, "stated"),
                      count.path("previousCount").asInt(),
                      count.path("count").asInt(),
                      count.path("derivedDelta").asInt(),
                      count.path("daysSincePrevious").asInt())));
    }
    story.expect(
        counts.size() == 48 && wrong.size() == 1,
        "%d counts, %d change stated wrongly".formatted(counts.size(), wrong.size()));
    return counts;
  }

  private void dutyAndAttendance() {
    story.chapter("Who was on duty, and who attended?");
    List<JsonNode> meetings = queries.askAll(Questions.MEETINGS, Map.of("series", SERIES.slug()));
    Map<String, Integer> attendance = new TreeMap<>();
    List<List<String>> rows = new ArrayList<>(List.of(List.of("week of", "on duty", "attended")));
    for (JsonNode meeting : meetings) {
      String duty =
          meeting
              .path("entries")
              .valueStream()
              .filter(entry -> text(entry, "slot").equals("THIS_WEEK"))
              .map(entry -> text(entry, "person"))
              .collect(Collectors.joining(", "));
      rows.add(List.of(text(meeting, "date"), duty, joined(meeting.path("attendance"))));
      meeting
          .path("attendance")
          .valueStream()
          .forEach(person -> attendance.merge(person.asString(), 1, Integer::sum));
    }
    story.table(rows);
    story.expect(
        attendance.getOrDefault("Mei", 0) == 8
            && rows.stream().noneMatch(it -> it.get(1).isEmpty()),
        "somebody had the duty every week; Mei was there %d times of %d"
            .formatted(attendance.getOrDefault("Mei", 0), meetings.size()));
  }

  private void correct(@Nullable JsonNode count) {
    story.chapter("An edit, its history, and the minutes as they were before it");
    if (count == null) {
      story.expect(false, "there is a wrong change to correct");
      return;
    }
    MeetingId meeting = MeetingId.parse(text(count, "meeting"));
    String entry = text(count, "entry");
    int derived = count.path("derivedDelta").asInt();
    Map<String, Object> fields =
        Map.of(
            "entry", entry,
            "count", count.path("count").asInt(),
            "stated", "%+d".formatted(derived));
    story.typed(
        "curl -X POST .../meetings/%s/commands/CorrectTicketCount -d '{\"entry\": \"%s\", \"count\": %s, \"stated\": \"%s\"}'"
            .formatted(meeting, entry, fields.get("count"), fields.get("stated")));
    String before = markdown(meeting, null);
    Accepted accepted =
        scribe.command(
            meeting, "CorrectTicketCount", fields, new Precondition.Any(), "demo-correction");
    queries.await(List.of(accepted.token()));
    story.line("accepted: %s".formatted(String.join(", ", accepted.events())));
    story.line("");
    showDifference(before, markdown(meeting, null));

    List<JsonNode> history =
        queries.askAll(Questions.HISTORY, Map.of("meeting", meeting.toString(), "entry", entry));
    story.line("");
    story.line("history of %s in %s:".formatted(entry, meeting));
    for (JsonNode change : history) {
      story.line(
          "  version %s, %s, by %s: %s"
              .formatted(
                  change.path("version").asLong(),
                  text(change, "at"),
                  text(change, "actor"),
                  text(change, "type")));
      story.line("    %s -> %s".formatted(orNothing(change, "before"), orNothing(change, "after")));
    }
    story.expect(
        history.size() == 2 && text(history.getLast(), "actor").equals("ada"),
        "two facts about this line, the last one by ada");

    long earlier = accepted.version() - 1;
    story.expect(
        markdown(meeting, earlier).equals(before),
        "as of version %d the minutes are, byte for byte, what was imported".formatted(earlier));

    Accepted again =
        scribe.command(
            meeting, "CorrectTicketCount", fields, new Precondition.Any(), "demo-correction");
    story.expect(
        again.version() == accepted.version() && again.events().equals(accepted.events()),
        "sent again with the same idempotency key: answered as the first time, stored once");
    long wrong =
        queries.askAll(Questions.COUNTS, Map.of("series", SERIES.slug())).stream()
            .filter(Demo::isWrong)
            .count();
    story.expect(wrong == 0, "now every stated change is right");
  }

  private void refuse() {
    story.chapter("What is not allowed, or makes no sense, is refused and changes nothing");
    refused(
        "a reader adds an announcement",
        403,
        () -> send(reader, "AddAnnouncement", Map.of("text", "Cake at four")));
    refused(
        "an action without an owner",
        422,
        () -> send(scribe, "AssignAction", Map.of("owners", List.of(), "text", "Do it")));
    refused(
        "an edit on top of a version that is not the current one",
        412,
        () ->
            scribe.command(
                LAST,
                "AddAnnouncement",
                Map.of("text", "Cake at four"),
                new Precondition.At(0),
                "demo-stale"));
  }

  private static void send(Commands as, String command, Map<String, ?> fields) {
    as.command(LAST, command, fields, new Precondition.Any(), "demo-" + command);
  }

  private void refused(String what, int status, Runnable attempt) {
    try {
      attempt.run();
      story.expect(false, what + ": was accepted");
    } catch (Problem problem) {
      story.expect(
          problem.status() == status,
          "%s: %d, %s".formatted(what, problem.status(), problem.getMessage()));
    }
  }

  private void showDifference(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    old.stream().filter(line -> !now.contains(line)).forEach(story::removed);
    now.stream().filter(line -> !old.contains(line)).forEach(story::added);
  }

  private String markdown(MeetingId meeting, @Nullable Long version) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("series", meeting.series().slug());
    variables.put("date", meeting.day());
    if (version != null) {
      variables.put("version", version);
    }
    return queries.ask(Questions.MARKDOWN, variables).path("meeting").path("markdown").asString("");
  }

  private static boolean isWrong(JsonNode count) {
    return count.path("deltaAgrees").isBoolean() && !count.path("deltaAgrees").asBoolean();
  }

  private String cell(@Nullable JsonNode count) {
    if (count == null) {
      return "";
    }
    String stated = text(count, "stated");
    return "%d (%s)%s".formatted(count.path("count").asInt(), stated, isWrong(count) ? " !" : "");
  }

  private static String orNothing(JsonNode node, String field) {
    String text = text(node, field);
    return text.isEmpty() ? "(nothing)" : text.replaceAll("\\s*\\R\\s*", " / ");
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isArray() ? joined(value) : value.asString("");
  }

  private static String joined(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
  }
}
