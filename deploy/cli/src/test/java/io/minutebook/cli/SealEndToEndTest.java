package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.demo.Samples;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.MeetingCancelled;
import io.minutebook.event.MeetingEvent.MeetingReinstated;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import io.minutebook.standalone.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/**
 * Sealing, proving and checking with the command, and what it says of a record that was changed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SealEndToEndTest {

  private static final String MEETING = "platform/2026-02-02";
  private static final String ENTRY = MEETING + "#e4";
  private static final String OTHER = "platform/2026-01-12";

  @TempDir static Path folder;

  private static Standalone standalone;
  private static Path data;
  private static Path key;

  @BeforeAll
  static void start() throws IOException {
    data = folder.resolve("data");
    standalone = Standalone.start(StandaloneOptions.in(data));
    key = data.resolve("keys/seal-public.pem");
    Path samples = folder.resolve("samples");
    Samples.copyTo(samples);
    Run run = minutebook("import", "markdown", samples.toString(), "--series", "platform");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  private static Run minutebook(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString()));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static Path proved(String name, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("prove", ENTRY));
    arguments.addAll(List.of(more));
    Run run = minutebook(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.writeString(folder.resolve(name), run.out());
  }

  private static Run check(Path proof, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("check-proof", proof.toString(), "--key", key.toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static JsonNode sealed() {
    awaitLog();
    Run run = minutebook("seal", "--json");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  /** What was written is sealed once it is in the log. */
  private static void awaitLog() {
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> commits(client).countDocuments(Filters.eq("p", true)) == 0);
    }
  }

  private static MongoCollection<Document> commits(MongoClient client) {
    return client.getDatabase("minutebook").getCollection("commits");
  }

  private static void importOne(String day) throws IOException {
    Path more = Files.createDirectories(folder.resolve(day));
    Files.writeString(
        more.resolve("Platform" + day + ".md"), "# Platform, " + day + "\n\n- A note\n");
    Run put = minutebook("import", "markdown", more.toString(), "--series", "platform");
    assertThat(put.exitCode()).as(put.out() + put.err()).isZero();
  }

  @Test
  @Order(1)
  void nothing_is_proved_before_it_is_sealed() {
    Run run = minutebook("prove", ENTRY);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("is in no seal", "minutebook seal");
  }

  @Test
  @Order(2)
  void what_was_sealed_is_proved_and_checked_with_no_server_at_hand() throws IOException {
    JsonNode sealed = sealed();

    assertThat(sealed.path("latest").path("number").asLong()).isEqualTo(1);
    Path proof = proved("proof.json");
    Run checked = check(proof);
    assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.out())
        .contains(
            "the proof holds: " + ENTRY + " said",
            "by " + System.getProperty("user.name"),
            "in seal 1 of",
            sealed.path("latest").path("hash").asString());
    Path file = data.resolve("seals/seal-00000001.jsonl");
    assertThat(check(proof, "--latest-seal", file.toString()).exitCode()).isZero();
    assertThat(check(proof, "--latest-seal", "0".repeat(64)).exitCode()).isEqualTo(1);
    assertThat(check(proof, "--json").out()).contains("\"holds\" : true");
  }

  @Test
  @Order(3)
  void the_file_of_a_seal_holds_all_that_it_seals() throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("seals/seal-00000001.jsonl"));
    SignedSeal signed = SignedSeal.read(lines.getFirst());
    MerkleTree tree = new MerkleTree();
    lines.stream().skip(1).forEach(line -> tree.add(SealedHead.read(line).line()));

    assertThat(tree.root()).isEqualTo(signed.seal().root());
    assertThat(lines).hasSize(signed.seal().heads() + 1);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("keys/seal-private.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  @Order(4)
  void a_proof_leads_on_to_the_seal_that_was_kept() throws IOException {
    importOne("20261207");
    assertThat(sealed().path("latest").path("number").asLong()).isEqualTo(2);

    Path proof = proved("later.json");
    Path first = data.resolve("seals/seal-00000001.jsonl");
    Path second = data.resolve("seals/seal-00000002.jsonl");

    assertThat(check(proof, "--latest-seal", second.toString()).exitCode()).isZero();
    Run other = check(proof, "--latest-seal", first.toString());
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("minutebook prove --until 1");
    Path earlier = proved("earlier.json", "--until", "1");
    assertThat(check(earlier, "--latest-seal", first.toString()).exitCode()).isZero();
  }

  @Test
  @Order(5)
  void graphql_shows_the_seals_and_gives_the_same_proof() throws IOException {
    Queries queries = queries("auditor");
    JsonNode answer =
        queries.ask(
            "query($entry: String!) { latestSeal { number hash } seals(first: 1) { nodes { number document } pageInfo { hasNextPage } } proof(entry: $entry) { document seal { number } } }",
            Map.of("entry", ENTRY));

    assertThat(answer.path("latestSeal").path("number").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(answer.path("seals").path("pageInfo").path("hasNextPage").asBoolean()).isTrue();
    Path proof =
        Files.writeString(
            folder.resolve("graphql.json"), answer.path("proof").path("document").asString());
    assertThat(check(proof).exitCode()).isZero();
    JsonNode none =
        queries.ask(
            "query($entry: String!) { proof(entry: $entry) { document } }",
            Map.of("entry", MEETING + "#e9999"));
    assertThat(none.path("proof").isNull()).isTrue();
  }

  private static Queries queries(String role) {
    String token =
        new Tokens(new DataFolder(data).keys(), Clock.systemUTC())
            .issue("anna", role, Duration.ofHours(1));
    return new Queries(URI.create(standalone.addresses().queryUrl()), () -> token, Patience.NONE);
  }

  @Test
  @Order(5)
  void graphql_gives_the_proof_that_leads_to_the_seal_that_was_kept() throws IOException {
    String query =
        "query($entry: String!, $until: Int) { proof(entry: $entry, until: $until) { document latest { number } } }";
    JsonNode proof =
        queries("auditor").ask(query, Map.of("entry", ENTRY, "until", 1)).path("proof");

    assertThat(proof.path("latest").path("number").asLong()).isEqualTo(1);
    Path file = Files.writeString(folder.resolve("until.json"), proof.path("document").asString());
    Path kept = data.resolve("seals/seal-00000001.jsonl");
    assertThat(check(file, "--latest-seal", kept.toString()).exitCode()).isZero();
    assertThatThrownBy(() -> queries("auditor").ask(query, Map.of("entry", ENTRY, "until", 99)))
        .hasMessageContaining("there is no seal 99");
  }

  @Test
  @Order(5)
  void whoever_verifies_without_a_key_is_told_in_the_same_line_that_signatures_were_not_checked() {
    Run atHand = minutebook("verify", "--no-record");
    assertThat(atHand.exitCode()).as(atHand.out() + atHand.err()).isZero();
    assertThat(atHand.out()).contains("all is in order: ").doesNotContain("not checked");
    assertThat(json(minutebook("verify", "--no-record", "--json")).path("signaturesChecked"))
        .isEqualTo(BooleanNode.TRUE);

    String[] servers = {
      "verify",
      "--no-record",
      "--mongodb",
      standalone.addresses().mongodb(),
      "--kafka",
      standalone.addresses().kafka()
    };
    Run onServers = Run.of(servers);
    assertThat(onServers.exitCode()).as(onServers.out() + onServers.err()).isZero();
    assertThat(onServers.lines())
        .singleElement()
        .asString()
        .startsWith("all is in order, but the seals' signatures were not checked: ");
    Run scripted = Run.of(with(servers, "--json"));
    assertThat(json(scripted).path("signaturesChecked")).isEqualTo(BooleanNode.FALSE);

    Run withKey = Run.of(with(servers, "--key", key.toString()));
    assertThat(withKey.out()).startsWith("all is in order: ");
  }

  private static String[] with(String[] command, String... more) {
    return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static JsonNode json(Run run) {
    return JsonMapper.shared().readTree(run.out());
  }

  @Test
  @Order(6)
  void a_forged_proof_is_refused_with_the_reason() throws IOException {
    Path proof = proved("good.json");
    String text = Files.readString(proof);
    Path forged = folder.resolve("forged.json");

    Files.writeString(forged, text.replaceFirst("\\\\\"text\\\\\":\\\\\"", "$0not "));
    Run run = check(forged);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out()).contains("the proof does not hold", "not what its hash was taken of");

    Files.writeString(forged, text.substring(0, text.length() / 2));
    assertThat(check(forged).exitCode()).isEqualTo(2);
    assertThat(check(folder.resolve("none.json")).exitCode()).isEqualTo(2);
    Run noKey = Run.of("check-proof", proof.toString(), "--key", proof.toString());
    assertThat(noKey.exitCode()).isEqualTo(2);
    assertThat(noKey.err()).contains("holds no public key");
  }

  @Test
  @Order(7)
  void a_record_that_was_changed_is_neither_proved_nor_sealed() throws IOException {
    Path before = proved("before.json");
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      MongoCollection<Document> commits = commits(client);
      Document last = lastCommit(client, MEETING);
      commits.updateOne(
          Filters.eq("_id", last.get("_id")), Updates.set("hash", new Binary(new byte[32])));

      Run proving = minutebook("prove", ENTRY);
      assertThat(proving.exitCode()).isEqualTo(1);
      assertThat(proving.err()).contains("not proved", MEETING, "minutebook verify");
      assertThat(check(before).exitCode()).isZero();

      commits.updateOne(Filters.eq("_id", last.get("_id")), Updates.set("hash", last.get("hash")));
      assertThat(minutebook("prove", ENTRY).exitCode()).isZero();
    }
  }

  @Test
  @Order(8)
  void what_is_in_the_log_and_not_in_the_store_is_not_sealed() throws IOException {
    importOne("20261214");
    awaitLog();
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      var added = Filters.eq("_id.s", "meeting/platform/2026-12-14");
      List<Document> taken = commits(client).find(added).into(new ArrayList<>());
      commits(client).deleteMany(added);

      Run run = minutebook("seal");
      assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
      assertThat(run.out()).contains("not sealed", "not in MongoDB", "minutebook verify");

      commits(client).insertMany(taken);
      assertThat(sealed().path("latest").path("number").asLong()).isEqualTo(3);
    }
  }

  /** What the documentation says cannot be found; a check that finds it has to change both. */
  @Test
  @Order(9)
  void what_somebody_appends_to_the_store_as_a_command_would_is_sealed_as_genuine() {
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      MeetingEvent event = new MeetingCancelled("nobody knows");
      commits(client).insertOne(forged(lastCommit(client, OTHER), event, "CancelMeeting"));
    }

    JsonNode sealed = sealed();

    assertThat(sealed.path("latest").path("number").asLong()).isEqualTo(4);
    Run verified = minutebook("verify");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out()).contains("all is in order");
    Run history = minutebook("history", OTHER, "--person", "nobody", "--json");
    assertThat(history.out()).contains("\"MeetingCancelled\"", "\"CancelMeeting\"");
    Run proved = minutebook("prove", OTHER + "#e4");
    assertThat(proved.exitCode()).as(proved.err()).isZero();
  }

  private static Document lastCommit(MongoClient client, String meeting) {
    return Objects.requireNonNull(
        commits(client)
            .find(Filters.eq("_id.s", "meeting/" + meeting))
            .sort(new Document("_id.v", -1))
            .first());
  }

  /** A commit that no command made, chained to the last one and waiting to be published. */
  private static Document forged(Document last, MeetingEvent event, String command) {
    long version =
        last.get("_id", Document.class).getLong("v") + last.get("n", Number.class).longValue() - 1;
    Meta meta = new Meta("nobody", null, command, null, null, null, Map.of());
    Commit commit =
        Commit.following(
            new Head(
                "meeting/" + OTHER,
                version,
                last.getDate("at").toInstant(),
                last.get("hash", Binary.class).getData()),
            "meeting/" + OTHER,
            "forged " + command,
            "forged",
            Instant.now(),
            null,
            List.of(new EventCodec().encode(event, meta)));
    return new Document("_id", new Document("s", commit.stream()).append("v", commit.version()))
        .append("n", commit.events().size())
        .append("c", commit.commandId())
        .append("f", commit.fingerprint())
        .append("at", Date.from(commit.at()))
        .append("events", commit.events().stream().map(Binary::new).toList())
        .append("prev", new Binary(commit.previousHash()))
        .append("hash", new Binary(commit.hash()))
        .append("p", true);
  }

  @Test
  @Order(10)
  void what_somebody_appends_with_a_hash_that_does_not_fit_is_published_and_found_and_not_sealed() {
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      Document misfit =
          forged(lastCommit(client, OTHER), new MeetingReinstated(), "ReinstateMeeting");
      commits(client).insertOne(misfit.append("hash", new Binary(new byte[32])));
    }
    awaitLog();

    Run sealing = minutebook("seal");
    assertThat(sealing.exitCode()).as(sealing.out() + sealing.err()).isEqualTo(1);
    assertThat(sealing.out()).contains("not sealed", OTHER, "not what its hash was taken of");
    Run verified = minutebook("verify", "--no-record");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isEqualTo(1);
    assertThat(verified.out()).contains("wrong: meeting/" + OTHER, "CHAIN_BROKEN");
  }

  @Test
  @Order(11)
  void a_seal_that_was_changed_proves_nothing() {
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      client
          .getDatabase("minutebook")
          .getCollection("seal_heads")
          .updateOne(Filters.eq("s", "meeting/" + MEETING), Updates.set("v", 1L));

      Run proving = minutebook("prove", ENTRY);
      assertThat(proving.exitCode()).as(proving.out() + proving.err()).isEqualTo(1);
    }
  }
}
