package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole path on real minutes, where a folder of them is given: each sub-folder is a series, and
 * {@code expected.json} is what a script of another making found in the documents.
 */
@EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
class CorpusIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PER_SERIES = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private String queryUrl = "";
  private String token = "";

  @Test
  void real_minutes_go_in_answer_what_is_asked_and_come_out_as_they_were() throws Exception {
    Path corpus = Path.of(System.getProperty("minutebook.test.corpus", ""));
    JsonNode expected = JSON.readTree(Files.readString(corpus.resolve("expected.json")));
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.up(data)) {
      JsonNode addresses = JSON.readTree(Files.readString(data.resolve("addresses.json")));
      queryUrl = addresses.required("queryUrl").stringValue();
      token =
          Run.of("token", "--data", data.toString(), "--role", "auditor", "--name", "corpus")
              .lines()
              .getLast();
      for (String year : List.of("2017", "2020")) {
        String series = "tech-area-" + year;
        try (CorpusFollower follower = new CorpusFollower(queryUrl, token, series)) {
          goesRound(corpus.resolve(year), series, data);
          follower.wasTold(heads(series));
        }
      }
      answersWhatTheScriptFound(expected);
      reportsWhatTheScriptFound(expected, data);
      answersWhatTheDocumentsSay(corpus, expected);
      Run verified = Run.of("verify", "--data", data.toString());
      assertThat(verified.exitCode()).as(verified.out()).isZero();
      assertThat(server.residentBytes()).isLessThan(1L << 30);
    }
  }

  /** The last version of the series' own stream and of each of its meetings'. */
  private Map<String, Long> heads(String series) {
    JsonNode found =
        new Queries(URI.create(queryUrl), () -> token, Patience.NONE)
            .ask(
                "query($slug: String!) { seriesBySlug(slug: $slug) {"
                    + " version meetings(first: 1000) { nodes { id version } } } }",
                Map.of("slug", series))
            .path("seriesBySlug");
    Map<String, Long> heads = new TreeMap<>();
    heads.put("series/" + series, found.path("version").asLong());
    for (JsonNode meeting : found.at("/meetings/nodes")) {
      heads.put("meeting/" + text(meeting, "id"), meeting.path("version").asLong());
    }
    assertThat(heads).hasSizeGreaterThan(30);
    return heads;
  }

  private void answersWhatTheDocumentsSay(Path corpus, JsonNode expected) throws IOException {
    Queries queries = new Queries(URI.create(queryUrl), () -> token, Patience.NONE);
    for (String year : List.of("2017", "2020")) {
      CorpusQuestions questions =
          new CorpusQuestions(queries, "tech-area-" + year, corpus.resolve(year));
      assertAll(
          () -> {
            int compared = questions.ask();
            System.out.printf(
                Locale.ROOT, "CorpusIT: %d answers about %s compared%n", compared, year);
            assertThat(compared).isGreaterThan(60);
          },
          () -> questions.attendance(expected),
          () -> questions.whatChanged(expected),
          questions::history,
          () -> {
            CorpusMeetings meetings =
                new CorpusMeetings(queries, "tech-area-" + year, questions.documents(), expected);
            int compared = meetings.ofPeople() + meetings.ofStatus() + meetings.releases();
            int lines = meetings.sections();
            System.out.printf(
                Locale.ROOT,
                "CorpusIT: %d answers about meetings of %s, %d lines of a section%n",
                compared,
                year,
                lines);
            assertThat(compared).isGreaterThan(20);
            assertThat(lines).isGreaterThan(50);
          },
          () -> {
            CorpusActions actions = new CorpusActions(queries, "tech-area-" + year, expected);
            int compared = actions.filters() + actions.lives() + actions.search();
            System.out.printf(
                Locale.ROOT, "CorpusIT: %d answers about actions of %s%n", compared, year);
            // there is none in the minutes of 2017
            assertThat(compared).isGreaterThan(year.equals("2020") ? 200 : 0);
          },
          () -> {
            if (year.equals("2020")) {
              questions.packages();
            }
          });
    }
  }

  private void goesRound(Path documents, String series, Path data) throws IOException {
    long begin = System.nanoTime();
    Run run =
        Run.of("import", "markdown", documents.toString(), "--series", series, "--data", "" + data);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(", 0 failed");
    assertThat(taken).isLessThan(PER_SERIES);
    System.out.printf(Locale.ROOT, "CorpusIT: %s imported in %d ms%n", series, taken.toMillis());

    Path exported = folder.resolve(series);
    assertThat(
            Run.of("export", "--series", series, "--to", exported.toString(), "--data", "" + data)
                .exitCode())
        .isZero();
    try (Stream<Path> files = Files.list(documents)) {
      for (Path file : files.toList()) {
        assertThat(exported.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  private void answersWhatTheScriptFound(JsonNode expected) throws Exception {
    Map<String, List<String>> attendance = new TreeMap<>();
    Map<String, List<String>> counts = new TreeMap<>();
    List<String> wrongDeltas = new ArrayList<>();
    Map<String, List<String>> actions = new TreeMap<>();
    for (String series : List.of("tech-area-2017", "tech-area-2020")) {
      for (JsonNode node : all("attendance", series, "meeting person")) {
        listFor(attendance, node).add(text(node, "person"));
      }
      for (JsonNode node :
          all(
              "ticketCounts",
              series,
              "meeting counter count stated statedDelta derivedDelta deltaAgrees previousCount"
                  + " daysSincePrevious")) {
        listFor(counts, node)
            .add(count(text(node, "counter"), node.required("count"), node.get("statedDelta")));
        if (node.required("deltaAgrees").isBoolean()
            && !node.required("deltaAgrees").booleanValue()) {
          wrongDeltas.add(
              day(node)
                  + " "
                  + count(text(node, "counter"), node.required("count"), node.get("derivedDelta"))
                  + since(node.required("previousCount"), node.required("daysSincePrevious")));
        }
      }
      for (JsonNode node : all("actions", series, "meeting owners text")) {
        List<String> owners = new ArrayList<>();
        node.required("owners").forEach(owner -> owners.add(owner.stringValue()));
        listFor(actions, node).add(action(String.join(", ", owners), text(node, "text")));
      }
    }
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (JsonNode document : expected.required("documents")) {
      String day = text(document, "date");
      List<String> people = new ArrayList<>();
      document.required("attending").forEach(person -> people.add(person.stringValue()));
      assertThat(attendance.getOrDefault(day, List.of())).as(day).isEqualTo(people);
      List<String> numbers = new ArrayList<>();
      for (JsonNode count : document.required("counts")) {
        numbers.add(
            count(text(count, "series"), count.required("count"), count.get("statedDelta")));
      }
      assertThat(counts.getOrDefault(day, List.of()))
          .as(day)
          .containsExactlyInAnyOrderElementsOf(numbers);
      for (JsonNode action : document.required("actions")) {
        String wanted = action(text(action, "owners").replace("/", ", "), text(action, "text"));
        if (actions.getOrDefault(day, new ArrayList<>()).remove(wanted)) {
          found++;
        } else {
          missing.add(day + " " + wanted);
        }
      }
    }
    // The script takes the paragraph that follows this action for part of its text; in the
    // document it is a paragraph of its own, and so it is a note under the action here.
    assertThat(missing)
        .singleElement()
        .asString()
        .startsWith("2020-10-12 Edgar: Debug why XRootD fails to start in EL8 VMU tests.");
    assertThat(actions.values().stream().flatMap(List::stream))
        .containsExactly("Edgar: Debug why XRootD fails to start in EL8 VMU tests.");
    assertThat(found).isEqualTo(325);

    List<String> wrong = new ArrayList<>();
    for (JsonNode delta : expected.required("wrongDeltas")) {
      String file = text(delta, "file").replaceAll("\\D", "");
      String day = file.substring(0, 4) + "-" + file.substring(4, 6) + "-" + file.substring(6, 8);
      wrong.add(
          day
              + " "
              + count(text(delta, "series"), delta.required("count"), delta.get("derived"))
              + since(delta.required("previous"), delta.required("daysSincePrevious")));
    }
    assertThat(wrongDeltas).containsExactlyInAnyOrderElementsOf(wrong);
  }

  /** The auditor's report works the stated changes out by itself, without the views. */
  private static void reportsWhatTheScriptFound(JsonNode expected, Path data) {
    Run run =
        Run.of(
            "audit-report",
            "--from",
            "2017-01-01",
            "--most",
            "1000",
            "--no-verify",
            "--json",
            "--data",
            "" + data);
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> reported = new ArrayList<>();
    JsonNode report = JSON.readTree(run.out()).required("report");
    for (JsonNode wrong : report.required("misstated").required("first")) {
      reported.add(
          text(wrong, "date")
              + " "
              + count(text(wrong, "counter"), wrong.required("count"), wrong.get("real")));
    }
    List<String> found = new ArrayList<>();
    for (JsonNode delta : expected.required("wrongDeltas")) {
      String file = text(delta, "file").replaceAll("\\D", "");
      String day = file.substring(0, 4) + "-" + file.substring(4, 6) + "-" + file.substring(6, 8);
      found.add(
          day + " " + count(text(delta, "series"), delta.required("count"), delta.get("derived")));
    }
    assertThat(reported).containsExactlyInAnyOrderElementsOf(found);
  }

  private static List<String> listFor(Map<String, List<String>> byDay, JsonNode node) {
    return byDay.computeIfAbsent(day(node), day -> new ArrayList<>());
  }

  private static String day(JsonNode node) {
    String meeting = text(node, "meeting");
    return meeting.substring(meeting.indexOf('/') + 1);
  }

  private static String count(String counter, JsonNode count, @Nullable JsonNode delta) {
    return counter.toLowerCase(Locale.ROOT)
        + " "
        + count.intValue()
        + " "
        + (delta == null || delta.isNull() ? "?" : delta.intValue());
  }

  private static String since(JsonNode previous, JsonNode days) {
    return " from " + previous.intValue() + " in " + days.intValue() + " days";
  }

  private static String action(String owners, String text) {
    return owners + ": " + text.replaceAll("\\s+", " ").strip();
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  /** All nodes of a connection, page by page. */
  private List<JsonNode> all(String field, String series, String selection) throws Exception {
    List<JsonNode> nodes = new ArrayList<>();
    String after = "null";
    while (true) {
      String query =
          "{ %s(series: \"%s\", first: 100, after: %s) { nodes { %s } pageInfo { hasNextPage endCursor } } }"
              .formatted(field, series, after, selection);
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(queryUrl + "/graphql"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          JSON.writeValueAsString(Map.of("query", query))))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode answer = JSON.readTree(response.body());
      assertThat(answer.has("errors")).as(response.body()).isFalse();
      JsonNode connection = answer.required("data").required(field);
      connection.required("nodes").forEach(nodes::add);
      JsonNode page = connection.required("pageInfo");
      if (!page.required("hasNextPage").booleanValue()) {
        return nodes;
      }
      after = "\"" + text(page, "endCursor") + "\"";
    }
  }
}
