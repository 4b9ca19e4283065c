package io.minutebook.cli;

import static io.minutebook.cli.git.Sketch.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.git.Sketch;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Lists as of an instant, over minutes that were imported from git: they are read along an index of
 * the entries' versions, and must be what the minutes say that are folded afresh to that instant.
 */
class ListsOfThePastEndToEndTest {

  private static final int INSTANTS = 20;

  @TempDir static Path folder;

  private static Standalone standalone;
  private static Queries queries;

  @BeforeAll
  static void start() {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    String token = minutebook("token", "--role", "auditor", "--name", "sue").lines().getLast();
    queries =
        new Queries(URI.create(standalone.addresses().queryUrl()), () -> token, Patience.NONE);
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  private static Run minutebook(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void lists_are_what_the_minutes_say_that_are_folded_to_the_same_instant() throws IOException {
    String text =
        """
        # Harbour crew, 2 March 2026

        ## Duty

        -   This week: Bo
        -   Next week: Ada

        ## Tickets

        -   8 (+1) open FreshDesk tickets

        ## Action items

        -   AI (Bo): mend the net
        -   AI (Ada): paint the pier
        """;
    String monday = "notes/Crew20260302.md";
    String next = "notes/Crew20260309.md";
    Instant begun = Instant.now();
    try (Sketch sketch = Sketch.in(folder.resolve("sketch"))) {
      String one = sketch.commit("Begin", files(monday, text));
      String two = sketch.commit("Swap", files(monday, text.replace(": Bo", ": Eve")), one);
      String counted = text.replace("8 (+1)", "9 (+2)");
      String three = sketch.commit("Count", files(monday, counted), two);
      String later = counted.replace("2 March", "9 March").replace("9 (+2)", "4 (-5)");
      sketch.commit(
          "Go on", files(monday, counted, next, later.replace("week: Bo", "week: Eve")), three);
      assertThat(
              minutebook(
                      "import",
                      "git",
                      sketch.folder().toString(),
                      "--path",
                      "notes",
                      "--series",
                      "crew")
                  .exitCode())
          .isZero();
    }
    Instant begin = Sketch.BEGIN;
    List<Instant> instants = new ArrayList<>();
    for (int i = 0; i < INSTANTS; i++) {
      instants.add(begin.plusSeconds(i * 3600L - 3600));
    }

    assertThat(compare("crew", "OCCURRED", instants)).isGreaterThan(INSTANTS);
    assertThat(compare("crew", "RECORDED", spread(begun, Instant.now()))).isGreaterThan(INSTANTS);
  }

  @Test
  @EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
  void so_are_those_of_the_history_of_a_real_team() {
    Path corpus = Path.of(System.getProperty("minutebook.test.corpus", ""));
    Instant begun = Instant.now();
    Run imported =
        minutebook(
            "import",
            "git",
            corpus.resolve("history-2020.bundle").toString(),
            "--path",
            "docs/meetings/2020",
            "--series",
            "tech-area");
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    Instant first = Instant.parse("2020-01-06T12:00:00Z");
    List<Instant> instants = new ArrayList<>();
    for (int i = 0; i < INSTANTS; i++) {
      instants.add(first.plusSeconds(i * 18L * 86_400 + i * 1000L));
    }

    int occurred = compare("tech-area", "OCCURRED", instants);
    int recorded = compare("tech-area", "RECORDED", spread(begun, Instant.now()));
    System.out.println(
        "ListsOfThePastEndToEndTest: " + occurred + " and " + recorded + " items compared");
    assertThat(occurred).isGreaterThan(5000);
    assertThat(recorded).isGreaterThan(5000);
  }

  /** Instants from one to another, evenly. */
  private static List<Instant> spread(Instant from, Instant to) {
    long millis = Duration.between(from, to).toMillis();
    return IntStream.rangeClosed(1, INSTANTS)
        .mapToObj(i -> from.plusMillis(i * millis / INSTANTS))
        .toList();
  }

  /** Compares the lists as of each instant; how many items they have in all. */
  private static int compare(String series, String time, List<Instant> instants) {
    int items = 0;
    for (Instant instant : instants) {
      Asking asking = new Asking(series, time, instant);
      Lists folded = folded(asking);
      assertThat(listed(asking)).as("%s", asking).isEqualTo(folded);
      items += folded.size();
    }
    return items;
  }

  /** Of which series and as of when lists are asked for. */
  private record Asking(String series, String time, Instant instant) {

    JsonNode ask(String list, String arguments, String fields) {
      JsonNode page =
          queries
              .ask(
                  "query($series: String!, $at: DateTime!) { %s(series: $series, asOf: $at, asOfTime: %s, %s) { nodes { %s } pageInfo { hasNextPage } } }"
                      .formatted(list, time, arguments, fields),
                  Map.of("series", series, "at", instant.toString()))
              .path(list);
      assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
      return page.path("nodes");
    }
  }

  /** What is compared, a line for each item, in an order that is none of the lists'. */
  private record Lists(TreeSet<String> open, TreeSet<String> counts, TreeSet<String> duty) {

    Lists() {
      this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    int size() {
      return open.size() + counts.size() + duty.size();
    }
  }

  private static Lists folded(Asking asking) {
    Lists lists = new Lists();
    JsonNode meetings =
        asking.ask(
            "meetings",
            "first: 200",
            "id date status entries { id parent kind text ... on Action { owners status }"
                + " ... on TicketCount { board state count } ... on QueueCount { queue count }"
                + " ... on Duty { slot person } }");
    List<JsonNode> byDay = new ArrayList<>();
    meetings.forEach(byDay::add);
    byDay.sort(
        Comparator.comparing((JsonNode meeting) -> meeting.get("date").asString())
            .thenComparing(meeting -> meeting.get("id").asString()));
    Map<String, Integer> counted = new HashMap<>();
    Map<String, List<String>> turns = new TreeMap<>();
    for (JsonNode meeting : byDay) {
      Map<String, Integer> before = Map.copyOf(counted);
      boolean held = !meeting.get("status").asString().equals("CANCELLED");
      Map<String, JsonNode> entries = new HashMap<>();
      for (JsonNode entry : meeting.get("entries")) {
        entries.put(entry.get("id").asString(), entry);
        String id = meeting.get("id").asString() + "#" + entry.get("id").asString();
        switch (entry.get("kind").asString()) {
          case "ACTION" -> {
            if (List.of("OPEN", "BLOCKED").contains(entry.get("status").asString())) {
              lists.open.add(id + " " + entry.get("owners") + " " + entry.get("text"));
            }
          }
          case "QUEUE_COUNT", "TICKET_COUNT" -> {
            String counter = counter(entry);
            int count = entry.get("count").asInt();
            Integer previous = before.get(counter);
            lists.counts.add(line(id, counter, count, previous == null ? null : count - previous));
            counted.put(counter, count);
          }
          case "DUTY" -> {
            if (held) {
              turns
                  .computeIfAbsent(
                      section(entry, entries) + " " + week(meeting, entry),
                      turn -> new ArrayList<>())
                  .add(id + " " + entry.get("person"));
            }
          }
          default -> {}
        }
      }
    }
    turns.forEach(
        (turn, statements) -> {
          String last = statements.getLast();
          lists.duty.add(turn + ": " + last.substring(last.indexOf(' ') + 1) + " " + statements);
        });
    return lists;
  }

  private static String line(String id, String counter, int count, @Nullable Integer delta) {
    return id + " " + counter + " " + count + " " + delta;
  }

  private static String counter(JsonNode count) {
    return count.get("kind").asString().equals("QUEUE_COUNT")
        ? "queue:" + count.get("queue").asString("unlabelled")
        : count.get("board").asString("").toLowerCase(Locale.ROOT)
            + ":"
            + count.get("state").asString();
  }

  /** The title of the heading that an entry stands under. */
  private static String section(JsonNode entry, Map<String, JsonNode> entries) {
    JsonNode above = entry;
    while (!above.get("kind").asString().equals("SECTION")) {
      above = Objects.requireNonNull(entries.get(above.get("parent").asString()));
    }
    return above.get("text").asString();
  }

  /** The first day of the turn that a meeting speaks of: there is no rota, so it is a Monday. */
  private static LocalDate week(JsonNode meeting, JsonNode duty) {
    LocalDate monday =
        LocalDate.parse(meeting.get("date").asString())
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return duty.get("slot").asString().equals("NEXT_WEEK") ? monday.plusDays(7) : monday;
  }

  private static Lists listed(Asking asking) {
    Lists lists = new Lists();
    for (JsonNode action :
        asking.ask("actions", "open: true, first: 1000", "meeting entry owners text")) {
      lists.open.add(place(action) + " " + action.get("owners") + " " + action.get("text"));
    }
    for (JsonNode count :
        asking.ask("ticketCounts", "first: 1000", "meeting entry counter count derivedDelta")) {
      JsonNode delta = count.get("derivedDelta");
      lists.counts.add(
          line(
              place(count),
              count.get("counter").asString(),
              count.get("count").asInt(),
              delta.isNull() ? null : delta.asInt()));
    }
    for (JsonNode turn :
        asking.ask("duty", "first: 1000", "section from person statements { id person }")) {
      List<String> statements = new ArrayList<>();
      for (JsonNode statement : turn.get("statements")) {
        statements.add(statement.get("id").asString() + " " + statement.get("person"));
      }
      lists.duty.add(
          turn.get("section").asString()
              + " "
              + turn.get("from").asString()
              + ": "
              + turn.get("person")
              + " "
              + statements);
    }
    return lists;
  }

  private static String place(JsonNode item) {
    return item.get("meeting").asString() + "#" + item.get("entry").asString();
  }
}
