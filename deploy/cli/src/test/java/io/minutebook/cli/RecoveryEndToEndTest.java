package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.minutebook.cli.demo.Samples;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Servers;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One copy of the record is lost and made anew from the other, on one data folder, one loss after
 * the other; and all of it is backed up while it is written, and put back elsewhere.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecoveryEndToEndTest {

  private static final String TOPIC = "minutebook.events";

  @TempDir static Path folder;

  private static Map<String, String> answers = Map.of();
  private static Instant between = Instant.EPOCH;

  private static Path data() {
    return folder.resolve("data");
  }

  private static Path archive() {
    return folder.resolve("all.zip");
  }

  @BeforeAll
  static void write() throws IOException {
    Path samples = folder.resolve("samples");
    Samples.copyTo(samples);
    try (Standalone running = Standalone.start(StandaloneOptions.in(data()))) {
      importSamples("platform");
      between = Instant.now();
      sealed();
      nothingIsRecoveredWhile(running);
      CompletableFuture<Void> load = CompletableFuture.runAsync(() -> importSamples("meanwhile"));
      Run backup = in(data(), "backup", "--to", archive().toString());
      assertThat(backup.exitCode()).as(backup.out() + backup.err()).isZero();
      load.join();
      sealed();
      answers = answers(data());
    }
  }

  private static void importSamples(String series) {
    Run run =
        in(data(), "import", "markdown", folder.resolve("samples").toString(), "--series", series);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  /** Seals on demand; the service may have sealed by itself before. */
  private static void sealed() {
    Run run = in(data(), "seal");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("seal ");
  }

  private static void nothingIsRecoveredWhile(Standalone running) {
    Run onFolder = in(data(), "recover", "commits");
    assertThat(onFolder.exitCode()).isEqualTo(2);
    assertThat(onFolder.err()).contains("in use", "stop the other process");
    Run onServers =
        Run.of(
            "recover",
            "log",
            "--mongodb",
            running.addresses().mongodb(),
            "--kafka",
            running.addresses().kafka());
    assertThat(onServers.exitCode()).isEqualTo(2);
    assertThat(onServers.err()).contains("is publishing to minutebook.events", "stop every");
  }

  @Test
  @Order(1)
  void commits_are_not_touched_where_there_are_some() {
    Run run = in(data(), "recover", "commits");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there are commits already", "--continue");
  }

  @Test
  @Order(2)
  void all_of_mongodb_is_made_anew_from_the_log() {
    try (Servers servers = Servers.start(new DataFolder(data()), null, null);
        MongoClient client = MongoClients.create(servers.mongodb())) {
      client.getDatabase("minutebook").drop();
    }

    Run run = in(data(), "recover", "commits");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("the commits: 18 streams", "verified: all is in order: ")
        .containsPattern("[1-9] seals")
        .as("the folder's own key and seals are at hand")
        .doesNotContain("not checked");
    assertThat(run.err()).doesNotContain("not checked", "not compared");
  }

  @Test
  @Order(3)
  void the_log_is_made_anew_from_the_commits_and_everything_goes_on() throws Exception {
    try (Servers servers = Servers.start(new DataFolder(data()), null, null);
        Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    }

    Run run = in(data(), "recover", "log");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("the log: 18 streams", "verified: all is in order: ");
    assertThat(run.err()).doesNotContain("not checked", "not compared");
    try (Standalone running = Standalone.start(StandaloneOptions.in(data()))) {
      assertThat(running.addresses().pid()).isPositive();
      assertThat(answers(data())).isEqualTo(answers);
      importSamples("afterwards");
      sealed();
      Run verified = in(data(), "verify");
      assertThat(verified.exitCode()).as(verified.out()).isZero();
      assertThat(verified.out())
          .as("the relay has not taken the log for one that lost records")
          .containsPattern("(\\d+) events, \\1 records in the log");
    }
  }

  @Test
  @Order(4)
  void a_backup_is_put_back_elsewhere_and_answers_the_same() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");

    Run run = in(elsewhere, "restore", archive().toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("verified: all is in order, but the seals' signatures were not checked: ")
        .containsPattern("[1-9] seals");
    assertThat(run.err()).contains("note: The seals were not compared with a copy");
    try (Standalone running = Standalone.start(StandaloneOptions.in(elsewhere))) {
      assertThat(running.addresses().pid()).isPositive();
      assertThat(answers(elsewhere)).isEqualTo(answers);
      Path exported = folder.resolve("exported");
      Run export = in(elsewhere, "export", "--series", "platform", "--to", exported.toString());
      assertThat(export.exitCode()).as(export.err()).isZero();
      for (String name : Samples.names()) {
        assertThat(exported.resolve(name))
            .hasSameBinaryContentAs(folder.resolve("samples").resolve(name));
      }
    }
    Run again = in(elsewhere, "restore", archive().toString());
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("only into empty stores");
  }

  @Test
  @Order(5)
  void a_backup_is_put_back_as_of_an_instant() {
    Run run =
        in(folder.resolve("then"), "restore", archive().toString(), "--to", between.toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("restored: 9 streams", "left out", "all is in order");
  }

  @Test
  @Order(5)
  void what_is_put_back_is_held_against_the_key_and_the_seals_that_were_kept() throws IOException {
    Path keys = data().resolve("keys");
    Path kept = data().resolve("seals");

    Run run =
        in(
            folder.resolve("again"),
            "restore",
            archive().toString(),
            "--key",
            keys.resolve("seal-public.pem").toString(),
            "--seals",
            kept.toString());

    assertThat(run.exitCode())
        .as("seals that were made after the backup are not in it: " + run.out() + run.err())
        .isEqualTo(1);
    assertThat(run.out()).contains("the store does not").doesNotContain("not checked");
    Run unreadable =
        in(folder.resolve("no"), "restore", archive().toString(), "--key", archive().toString());
    assertThat(unreadable.exitCode()).isEqualTo(2);
    assertThat(unreadable.err()).contains("all.zip");
    Run nowhere =
        in(folder.resolve("no"), "restore", archive().toString(), "--seals", archive().toString());
    assertThat(nowhere.err()).contains("there is no folder", "with seals to compare with");
  }

  @Test
  @Order(6)
  void a_damaged_archive_is_refused_before_anything_is_written() throws IOException {
    byte[] bytes = Files.readAllBytes(archive());
    bytes[bytes.length / 2] ^= 4;
    Path damaged = Files.write(folder.resolve("damaged.zip"), bytes);

    Run run = in(folder.resolve("never"), "restore", damaged.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("is damaged, and nothing was written", "commits.jsonl");
  }

  /** What is asked of the series that was written first. */
  private static Map<String, String> answers(Path data) throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String name : Samples.names()) {
      String day = name.replaceAll("\\D*(\\d{4})(\\d{2})(\\d{2})\\D*", "$1-$2-$3");
      for (String command : List.of("show", "history")) {
        Run run = in(data, command, "platform/" + day, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        found.put(command + " " + day, run.out());
      }
    }
    return found;
  }

  private static Run in(Path data, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString()));
    return Run.of(arguments.toArray(String[]::new));
  }
}
