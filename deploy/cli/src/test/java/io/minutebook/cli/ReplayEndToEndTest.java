package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Precondition;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import io.minutebook.standalone.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code replay} shows and writes of series and meetings, on the command line. */
class ReplayEndToEndTest {

  private static final SeriesId HARBOUR = new SeriesId("harbour");
  private static final MeetingId FIRST = MeetingId.parse("harbour/2026-03-02");
  private static final MeetingId SECOND = MeetingId.parse("harbour/2026-03-09");
  private static final String NOTES =
      """
      # Harbour crew

      **Attending:** Ada, Bo

      ## Triage Duty

      -   This week: Ada
      -   8 (+2) open Helpdesk tickets

      ## Pier team

      -   AI (Bo): Mend the net (PIER-7)
      """;

  @TempDir static Path folder;

  private static Standalone standalone;
  private static Commands sue;
  private static int keys;
  private static Instant between = Instant.EPOCH;

  @BeforeAll
  static void live() {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    String token = token();
    sue = new Commands(URI.create(standalone.addresses().commandUrl()), () -> token, Patience.NONE);
    series(HARBOUR, "CreateSeries", Map.of("name", "The harbour crew"));
    series(HARBOUR, "DefineSection", Map.of("title", "Announcements"));
    series(HARBOUR, "DefineBoard", Map.of("board", "JIRA", "states", List.of("Open", "Done")));
    series(
        HARBOUR,
        "SetDutyRota",
        Map.of(
            "section",
            "Triage Duty",
            "people",
            List.of("Ada", "Bo"),
            "start",
            "2026-03-02",
            "days",
            7));
    put(FIRST, NOTES);
    between = Instant.now();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Instant.now().isAfter(between.plusMillis(2)));
    series(HARBOUR, "AliasPerson", Map.of("label", "Bo", "person", "Bo Berg"));
    series(HARBOUR, "SetTemplate", Map.of("markdown", "# Crew\n\n## Announcements\n"));
    put(SECOND, NOTES.replace("8 (+2)", "9 (+1)"));
    sue.command(
        FIRST, "CompleteAction", Map.of("action", action(), "remark", "By hand"), any(), key());
    series(new SeriesId("pier"), "CreateSeries", Map.of("name", "The pier"));
    awaitLog();
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Test
  void a_series_is_shown_as_it_comes_out() {
    Run run = replay("harbour");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .startsWith("# The harbour crew\n\nSeries `harbour`, version 5.\n")
        .contains(
            "## Standing sections\n\n-   Announcements\n",
            "## Boards\n\n-   JIRA: Open, Done\n",
            "-   Triage Duty: Ada, Bo; from 2026-03-02 on, 7 days each\n",
            "## People\n\n-   Bo: Bo Berg\n",
            "## Template\n\n    # Crew\n\n    ## Announcements\n")
        .contains("replayed 3 streams, 2 meetings, ")
        .contains(": log and store come out the same");
    JsonNode json = json(replay("harbour", "--json"));
    assertThat(json.at("/series/boards/0/states").toString()).isEqualTo("[\"Open\",\"Done\"]");
    assertThat(json.path("compared").asBoolean()).isTrue();
    assertThat(JsonMapper.shared().readTree(beforeLastLine(replay("harbour", "--format", "json"))))
        .isEqualTo(json.path("series"));
  }

  @Test
  void a_series_is_written_as_json_with_the_typed_fields_that_the_query_service_tells()
      throws Exception {
    Path to = folder.resolve("json");
    Run run = replay("harbour", "--format", "json", "--out", to.toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(written(to))
        .containsExactly(
            "harbour/2026-03-02.json", "harbour/2026-03-09.json", "harbour/series.json");
    JsonNode series = read(to.resolve("harbour/series.json"));
    assertThat(series.path("slug").asString()).isEqualTo("harbour");
    assertThat(series.path("version").asInt()).isEqualTo(5);
    assertThat(series.at("/rotas/0/people").toString()).isEqualTo("[\"Ada\",\"Bo\"]");
    assertThat(series.at("/people/0/person").asString()).isEqualTo("Bo Berg");

    ObjectNode meeting = (ObjectNode) read(to.resolve("harbour/2026-03-02.json"));
    assertThat(meeting.path("attendance").toString()).isEqualTo("[\"Ada\",\"Bo\"]");
    JsonNode action = entry(meeting, "ACTION");
    assertThat(action.path("owners").toString()).isEqualTo("[\"Bo\"]");
    assertThat(action.path("status").asString()).isEqualTo("COMPLETED");
    assertThat(action.path("remark").asString()).isEqualTo("By hand");
    assertThat(action.path("tickets").toString()).isEqualTo("[\"PIER-7\"]");
    assertThat(action.has("due")).isTrue();
    JsonNode count = entry(meeting, "QUEUE_COUNT");
    assertThat(count.path("count").asInt()).isEqualTo(8);
    assertThat(count.path("statedDelta").asInt()).isEqualTo(2);
    assertThat(entry(meeting, "DUTY").path("person").asString()).isEqualTo("Ada");
    assertThat(meeting.remove("markdown").asString()).isEqualTo(NOTES);
    assertThat(meeting.remove("meeting").asString()).isEqualTo(FIRST.toString());
    assertThat(meeting).as("the same as the service's own").isEqualTo(served(FIRST));
  }

  @Test
  void everything_is_written_as_markdown() throws IOException {
    Path to = folder.resolve("all");
    Run run = replay("--out", to.toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).startsWith("replayed 4 streams, 2 meetings, ");
    assertThat(written(to))
        .containsExactly(
            "harbour/2026-03-02.md",
            "harbour/2026-03-09.md",
            "harbour/series.md",
            "pier/series.md");
    assertThat(to.resolve("harbour/2026-03-02.md")).hasContent(NOTES);
    assertThat(to.resolve("pier/series.md"))
        .hasContent("# The pier\n\nSeries `pier`, version 0.\n");
  }

  @Test
  void a_series_is_replayed_to_an_instant_or_a_version() throws IOException {
    Path to = folder.resolve("then");
    Run run = replay("harbour", "--to", between.toString(), "--out", to.toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).startsWith("replayed 2 streams, 1 meetings, ");
    assertThat(written(to)).containsExactly("harbour/2026-03-02.md", "harbour/series.md");
    assertThat(Files.readString(to.resolve("harbour/series.md")))
        .contains("version 3.")
        .doesNotContain("Bo Berg", "Template");
    assertThat(replay("harbour", "--to", "0", "--from", "kafka").out())
        .startsWith("# The harbour crew\n\nSeries `harbour`, version 0.\n")
        .contains("replayed 3 streams, 2 meetings, 3 events from the log");
    assertThat(replay("harbour", "--to", "2020-01-01").err())
        .contains("nothing of a series 'harbour' as of then");
  }

  @Test
  void a_series_that_comes_out_differently_is_named() {
    Run run = changed("series/harbour", "The harbour crew", "The harbour crow", "harbour");

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "differs: harbour/series: version 5 in the log, 5 in the store, with another document",
            ": 1 come out differently");
  }

  @Test
  void a_field_that_no_document_shows_is_compared_as_well() {
    Run run = changed("meeting/harbour/2026-03-02", "By hand", "By foot", FIRST.toString());

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.out()).as("the document is the same").isEqualTo(NOTES);
    assertThat(run.err()).contains("differs: harbour/2026-03-02: version ", ", with other fields");
  }

  /** What is said of something while some words of it are others in the store. */
  private static Run changed(String stream, String words, String others, String replayed) {
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      MongoCollection<Document> commits = commits(client);
      for (Document commit : commits.find(Filters.eq("_id.s", stream)).into(new ArrayList<>())) {
        List<Binary> events = commit.getList("events", Binary.class);
        List<Binary> changed =
            events.stream()
                .map(event -> new String(event.getData(), StandardCharsets.UTF_8))
                .map(event -> event.replace(words, others))
                .map(event -> new Binary(event.getBytes(StandardCharsets.UTF_8)))
                .toList();
        if (!changed.equals(events)) {
          var it = Filters.eq("_id", commit.get("_id"));
          commits.updateOne(it, Updates.set("events", changed));
          Run run = replay(replayed);
          commits.updateOne(it, Updates.set("events", events));
          return run;
        }
      }
    }
    throw new AssertionError(stream + " does not say " + words);
  }

  private static MongoCollection<Document> commits(MongoClient client) {
    return client.getDatabase("minutebook").getCollection("commits");
  }

  private static void awaitLog() {
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> commits(client).countDocuments(Filters.eq("p", true)) == 0);
    }
  }

  private static String action() {
    awaitLog();
    return entry(json(replay(FIRST.toString(), "--json")), "ACTION").path("id").asString();
  }

  private static JsonNode entry(JsonNode meeting, String kind) {
    return meeting
        .path("entries")
        .valueStream()
        .filter(entry -> entry.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s in %s".formatted(kind, meeting)));
  }

  private static List<String> written(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(to)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> to.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static JsonNode json(Run run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private static String beforeLastLine(Run run) {
    List<String> lines = run.lines();
    return String.join("\n", lines.subList(0, lines.size() - 1));
  }

  /** What the query service tells of a meeting, as soon as it has all that the log has. */
  private static JsonNode served(MeetingId meeting) throws Exception {
    long version = json(replay(meeting.toString(), "--json")).path("version").asLong();
    URI address =
        URI.create(
            "%s/meetings/%s?atLeast=%s@%d"
                .formatted(standalone.addresses().queryUrl(), meeting, meeting.stream(), version));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token()).build();
      return JsonMapper.shared()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  private static String token() {
    return new Tokens(standalone.folder().keys(), Clock.systemUTC())
        .issue("sue", "admin", Duration.ofHours(1));
  }

  private static void series(SeriesId series, String command, Map<String, ?> fields) {
    sue.command(series, command, fields, any(), key());
  }

  private static void put(MeetingId meeting, String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    sue.putMinutes(meeting, bytes, meeting.day() + ".md", new Precondition.New(), key());
  }

  private static Precondition any() {
    return new Precondition.Any();
  }

  private static String key() {
    keys++;
    return "replay-" + keys;
  }

  private static Run replay(String... arguments) {
    List<String> all = new ArrayList<>(List.of("replay"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }
}
