package io.minutebook.cli;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.minutebook.cli.demo.Samples;
import io.minutebook.standalone.Addresses;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneFailure;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands against a whole standalone process, started once for all tests. */
class EndToEndTest {

  @TempDir static Path folder;

  private static Standalone standalone;
  private static Path samples;

  @BeforeAll
  static void start() throws IOException {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
    samples = folder.resolve("samples");
    Samples.copyTo(samples);
    Run run = minutebook("import", "markdown", samples.toString(), "--series", "platform");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "note: Platform20260216.md: its title says 2026-02-09, its name 2026-02-16",
            "platform (new): 8 imported, 0 changed, 0 unchanged, 0 failed");
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Test
  void what_was_imported_comes_out_byte_for_byte_under_its_own_name() throws IOException {
    Path exported = folder.resolve("a new/folder");
    Run run = minutebook("export", "--series", "platform", "--to", exported.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("8 written");
    for (String name : Samples.names()) {
      assertThat(exported.resolve(name)).hasSameBinaryContentAs(samples.resolve(name));
    }
    Run again = minutebook("export", "--series", "platform", "--to", exported.toString());
    assertThat(again.out()).contains("0 written", "8 already there");
  }

  @Test
  void importing_again_stores_nothing() {
    Run run = minutebook("import", "markdown", samples.toString(), "--series", "platform");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines().getLast())
        .isEqualTo("platform: 0 imported, 0 changed, 8 unchanged, 0 failed");
  }

  @Test
  void a_document_that_differs_is_brought_up_to_date() throws IOException {
    Path documents = folder.resolve("changing");
    Path document = documents.resolve("notes-2026-01-05.md");
    Files.createDirectories(documents);
    Files.copy(samples.resolve("Platform20260105.md"), document);
    minutebook("import", "markdown", documents.toString(), "--series", "changing");
    String changed = Files.readString(document).replace("Next week: Jonas", "Next week: Ada");
    Files.writeString(document, changed);

    Run run = minutebook("import", "markdown", document.toString(), "--series", "changing");
    assertThat(run.lines().getLast())
        .isEqualTo("changing: 0 imported, 1 changed, 0 unchanged, 0 failed");

    Run history = minutebook("history", "changing/2026-01-05");
    assertThat(history.lines().getLast()).contains("[-Jonas-]{+Ada+}");
    assertThat(minutebook("show", "changing/2026-01-05").out()).isEqualTo(changed);
  }

  @Test
  void a_meeting_begins_from_its_series_with_the_actions_that_are_confirmed() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("harbour"));
    Files.writeString(
        documents.resolve("notes-2026-03-02.md"),
        """
        # Harbour crew

        ## Pier Team

        -   AI (Bo): Mend the long net behind the shed
        -   AI (Di): Order more rope from the chandler (due 2026-03-20)
        """);
    minutebook("import", "markdown", documents.toString(), "--series", "harbour");

    Run proposed = minutebook("schedule", "harbour/2026-03-09", "--from-series");
    assertThat(proposed.exitCode()).as(proposed.err()).isZero();
    assertThat(proposed.lines())
        .contains(
            "harbour/2026-03-09 would begin with:",
            "    # Harbour crew, 2026-03-09",
            "Open since harbour/2026-03-02:",
            "    e3    Bo: Mend the long net behind the shed (since 2026-03-02)",
            "    e4    Di: Order more rope from the chandler (due 2026-03-20, since 2026-03-02)");
    assertThat(proposed.err()).contains("Nothing was stored", "--carry all");
    assertThat(minutebook("show", "harbour/2026-03-09").exitCode()).isEqualTo(2);

    Run begun = minutebook("schedule", "harbour/2026-03-09", "--from-series", "--carry", "e4");
    assertThat(begun.exitCode()).as(begun.err()).isZero();
    assertThat(begun.lines().getLast())
        .isEqualTo(
            "harbour/2026-03-09 has begun, at version 2, with 3 entries, 1 of them carried over");
    assertThat(minutebook("show", "harbour/2026-03-09").out())
        .isEqualTo(
            """
            # Harbour crew, 2026-03-09


            ## Action Items

            -   AI (Di): Order more rope from the chandler (due 2026-03-20)
            """);
    Run again = minutebook("schedule", "harbour/2026-03-16", "--from-series", "--json");
    assertThat(JsonMapper.shared().readTree(again.out()).at("/actions/0/carried").intValue())
        .isEqualTo(1);

    Run titled = minutebook("schedule", "harbour/2026-03-16", "--title", "A short meeting");
    assertThat(titled.lines()).hasSize(1);
    Run twice = minutebook("schedule", "harbour/2026-03-16", "--title", "A short meeting");
    assertThat(twice.exitCode()).isNotZero();
  }

  @Test
  void every_file_that_cannot_be_imported_is_named_with_the_reason() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(documents.resolve("README.md"), "# What this is\n");
    Files.write(documents.resolve("notes-2026-01-05.md"), new byte[] {'#', ' ', (byte) 0xff});
    Files.copy(samples.resolve("Platform20260112.md"), documents.resolve("20260112.md"));

    Run run = minutebook("import", "markdown", documents.toString(), "--series", "broken");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("failed: README.md: its name has no date")
        .contains("failed: notes-2026-01-05.md: ")
        .contains("1 imported, 0 changed, 0 unchanged, 2 failed");
  }

  @Test
  void show_prints_the_document_as_it_is_and_as_it_was() throws IOException {
    String document = Files.readString(samples.resolve("Platform20260302.md"));
    assertThat(minutebook("show", "platform/2026-03-02").out()).isEqualTo(document);
    assertThat(minutebook("show", "platform/2026-03-02", "--as-of", "0").out())
        .isNotEqualTo(document)
        .startsWith("# Saltmarsh");
    JsonNode minutes = json(minutebook("show", "platform/2026-03-02", "--json"));
    assertThat(minutes.path("file").asString()).isEqualTo("Platform20260302.md");
    assertThat(minutes.path("entries").size()).isGreaterThan(50);
  }

  @Test
  void history_says_who_did_what() {
    Run run = minutebook("history", "platform/2026-03-02");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines().getFirst())
        .startsWith("   0  ")
        .contains(System.getProperty("user.name"), "MeetingScheduled");
    JsonNode changes = json(minutebook("history", "platform/2026-03-02", "--json"));
    assertThat(changes.size()).isEqualTo(run.lines().size());
  }

  @Test
  void a_meeting_that_does_not_exist_is_said_so() {
    Run run = minutebook("show", "platform/1999-01-01");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there are no minutes of platform/1999-01-01").hasLineCount(1);
  }

  @Test
  void a_token_of_the_wrong_role_is_refused_in_one_line() {
    String reader = minutebook("token", "--role", "reader", "--name", "guest").lines().getLast();
    Run run =
        minutebook("import", "markdown", samples.toString(), "--series", "no", "--token", reader);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("give another token").hasLineCount(1);
  }

  @Test
  void replay_and_verify_find_everything_in_order() {
    Run replay = minutebook("replay");
    assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
    Run verify = minutebook("verify");
    assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
    assertThat(json(minutebook("verify", "--json")).isObject()).isTrue();
    for (String command : List.of("verify", "replay")) {
      Run mistyped = minutebook(command, "nosuch");
      assertThat(mistyped.exitCode()).as(mistyped.out()).isEqualTo(2);
      assertThat(mistyped.err()).contains("'nosuch'");
    }
  }

  @Test
  void verify_names_the_stream_version_and_field_of_a_byte_that_was_changed_by_hand() {
    String stream = "meeting/platform/2026-01-12";
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      MongoCollection<Document> commits = client.getDatabase("minutebook").getCollection("commits");
      Document commit = commits.find(eq("_id.s", stream)).first();
      assertThat(commit).isNotNull();
      List<Binary> events = commit.getList("events", Binary.class);
      List<Binary> changed = new ArrayList<>(events);
      byte[] bytes = changed.get(3).getData().clone();
      bytes[bytes.length / 2] ^= 1;
      changed.set(3, new Binary(bytes));
      commits.updateOne(eq("_id", commit.get("_id")), set("events", changed));

      Run verify = minutebook("verify");
      JsonNode findings =
          JsonMapper.shared().readTree(minutebook("verify", "--json").out()).path("findings");
      commits.updateOne(eq("_id", commit.get("_id")), set("events", events));

      assertThat(verify.exitCode()).as(verify.err()).isEqualTo(1);
      assertThat(verify.lines().getFirst())
          .startsWith("wrong: " + stream + " at version 0, hash: ");
      assertThat(verify.out())
          .contains("wrong: " + stream + " at version 3, events.3: ", "(LOG_DIFFERS)");
      assertThat(findings.get(0).path("kind").asString()).isEqualTo("CHAIN_BROKEN");
      assertThat(findings.get(0).path("field").asString()).isEqualTo("hash");
      assertThat(verify.lines().getLast()).contains("found wrong");
    }
    assertThat(minutebook("verify").exitCode()).isZero();
  }

  @Test
  void replay_prints_a_meeting_as_it_comes_out_of_the_log() throws IOException {
    assertThat(minutebook("replay", "platform/2026-01-12").out())
        .isEqualTo(Files.readString(samples.resolve("Platform20260112.md")));
    assertThat(minutebook("replay", "platform/1999-01-01").exitCode()).isEqualTo(2);
  }

  @Test
  void replay_writes_every_meeting_of_a_series_as_it_was_imported() throws IOException {
    Path written = folder.resolve("replayed");
    Run run = minutebook("replay", "platform", "--from", "mongodb", "--out", written.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("8 meetings").contains("from the store");
    assertThat(written.resolve("platform/2026-01-12.md"))
        .hasSameBinaryContentAs(samples.resolve("Platform20260112.md"));
    JsonNode json = json(minutebook("replay", "platform/2026-01-12", "--json"));
    assertThat(json.path("markdown").asString())
        .isEqualTo(Files.readString(samples.resolve("Platform20260112.md")));
    assertThat(json.path("entries")).isNotEmpty();
  }

  @Test
  void replay_goes_through_the_events_of_a_meeting_and_compares_two_moments() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("watched"));
    Path document = documents.resolve("notes-2026-05-04.md");
    Files.writeString(document, "# Crew\n\n## News\n\n-   The crane is closed\n");
    minutebook("import", "markdown", documents.toString(), "--series", "watched");
    Instant between = Instant.now();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Instant.now().isAfter(between.plusMillis(2)));
    Files.writeString(document, "# Crew\n\n## News\n\n-   The crane is open again\n");
    minutebook("import", "markdown", documents.toString(), "--series", "watched");

    Run watched = minutebook("replay", "watched/2026-05-04", "--watch");
    assertThat(watched.exitCode()).as(watched.err()).isZero();
    assertThat(watched.out())
        .contains("== version 0, ", "+-   The crane is closed", "--   The crane is closed")
        .contains("+-   The crane is open again");
    Run compared =
        minutebook("replay", "watched/2026-05-04", "--compare", between.toString(), "now");
    assertThat(compared.lines().getFirst())
        .startsWith("changed e")
        .contains("was \"The crane is closed\", is \"The crane is open again\"");
    assertThat(compared.out()).contains("--   The crane is closed\n+-   The crane is open again\n");
    assertThat(minutebook("replay", "watched/2026-05-04", "--to", between.toString()).out())
        .isEqualTo("# Crew\n\n## News\n\n-   The crane is closed\n");

    assertThat(minutebook("replay", "watched/2026-05-04", "--to", "2020-01-01").err())
        .contains("no minutes of watched/2026-05-04 as of then");
    assertThat(minutebook("replay", "--watch").err()).contains("--watch goes through one meeting");
    assertThat(minutebook("replay", "watched/2026-05-04", "--to", "99").err())
        .contains("watched/2026-05-04 has no version 99: the last is ");
    Run wrong = minutebook("replay", "watched/2026-05-04", "--to", "yesterday");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--to is a version", "not 'yesterday'");
  }

  @Test
  void both_services_say_how_they_are_without_a_token() throws Exception {
    Addresses addresses = standalone.addresses();
    for (String url : List.of(addresses.commandUrl(), addresses.queryUrl())) {
      assertThat(get(url + "/actuator/health").statusCode()).isEqualTo(200);
    }
    assertThat(get(addresses.commandUrl() + "/graphql").statusCode()).isIn(401, 404);
  }

  @Test
  void a_second_process_is_kept_out_of_the_data_folder() {
    Assertions.assertThatThrownBy(
            () -> Standalone.start(StandaloneOptions.in(folder.resolve("data"))))
        .isInstanceOf(StandaloneFailure.class)
        .hasMessageContaining("another");
  }

  @Test
  void a_port_that_is_taken_is_said_in_one_line() {
    int taken = URI.create(standalone.addresses().queryUrl()).getPort();
    Run run =
        Run.of(
            "up",
            "--data",
            folder.resolve("other").toString(),
            "--command-port",
            Integer.toString(taken));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("port " + taken + " is in use").hasLineCount(1);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
  }

  private static Run minutebook(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private static JsonNode json(Run run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }
}
