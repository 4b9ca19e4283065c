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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
    try (Sketch sketch = Sketch.in(folder.resolve("sketch"))) {
      String one = sketch.commit("Begin", files(monday, text));
      String two = sketch.commit("Swap", files(monday, text.replace(": Bo", ": Eve")), one);
      sketch.commit("Count", files(monday, text.replace("8 (+1)", "9 (+2)")), two);
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

    assertThat(compare("crew", instants)).isGreaterThan(INSTANTS);
  }

  @Test
  @EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
  void so_are_those_of_the_history_of_a_real_team() {
    Path corpus = Path.of(System.getProperty("minutebook.test.corpus", ""));
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

    int compared = compare("tech-area", instants);
    System.out.println("ListsOfThePastEndToEndTest: " + compared + " items of lists compared");
    assertThat(compared).isGreaterThan(5000);
  }

  /** Compares the lists as of each instant; how many items they have in all. */
  private static int compare(String series, List<Instant> instants) {
    int items = 0;
    for (Instant instant : instants) {
      Lists folded = folded(series, instant);
      assertThat(listed(series, instant)).as("%s", instant).isEqualTo(folded);
      items += folded.size();
    }
    return items;
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

  private static Lists folded(String series, Instant instant) {
    Lists lists = new Lists();
    JsonNode meetings =
        ask(
            series,
            instant,
            "meetings",
            "first: 200",
            "id status entries { id kind text ... on Action { owners status }"
                + " ... on TicketCount { count } ... on QueueCount { count }"
                + " ... on Duty { person } }");
    for (JsonNode meeting : meetings) {
      for (JsonNode entry : meeting.get("entries")) {
        String id = meeting.get("id").asString() + "#" + entry.get("id").asString();
        boolean held = !meeting.get("status").asString().equals("CANCELLED");
        switch (entry.get("kind").asString()) {
          case "ACTION" -> {
            if (List.of("OPEN", "BLOCKED").contains(entry.get("status").asString())) {
              lists.open.add(id + " " + entry.get("owners") + " " + entry.get("text"));
            }
          }
          case "QUEUE_COUNT", "TICKET_COUNT" -> lists.counts.add(id + " " + entry.get("count"));
          case "DUTY" -> {
            if (held) {
              lists.duty.add(id + " " + entry.get("person"));
            }
          }
          default -> {}
        }
      }
    }
    return lists;
  }

  private static Lists listed(String series, Instant instant) {
    Lists lists = new Lists();
    for (JsonNode action :
        ask(series, instant, "actions", "open: true, first: 1000", "meeting entry owners text")) {
      lists.open.add(place(action) + " " + action.get("owners") + " " + action.get("text"));
    }
    for (JsonNode count :
        ask(series, instant, "ticketCounts", "first: 1000", "meeting entry count")) {
      lists.counts.add(place(count) + " " + count.get("count"));
    }
    for (JsonNode turn : ask(series, instant, "duty", "first: 1000", "statements { id person }")) {
      for (JsonNode statement : turn.get("statements")) {
        lists.duty.add(statement.get("id").asString() + " " + statement.get("person"));
      }
    }
    return lists;
  }

  private static String place(JsonNode item) {
    return item.get("meeting").asString() + "#" + item.get("entry").asString();
  }

  private static JsonNode ask(
      String series, Instant instant, String list, String arguments, String fields) {
    JsonNode page =
        queries
            .ask(
                "query($series: String!, $at: DateTime!) { %s(series: $series, asOf: $at, asOfTime: OCCURRED, %s) { nodes { %s } pageInfo { hasNextPage } } }"
                    .formatted(list, arguments, fields),
                Map.of("series", series, "at", instant.toString()))
            .path(list);
    assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    return page.path("nodes");
  }
}
