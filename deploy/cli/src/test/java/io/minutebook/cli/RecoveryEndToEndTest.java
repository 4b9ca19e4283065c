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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One copy of the record is lost and made anew from the other, on one data folder, one loss after
 * the other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecoveryEndToEndTest {

  private static final String TOPIC = "minutebook.events";

  @TempDir static Path folder;

  private static Map<String, String> answers = Map.of();

  private static Path data() {
    return folder.resolve("data");
  }

  @BeforeAll
  static void write() throws IOException {
    try (Standalone running = Standalone.start(StandaloneOptions.in(data()))) {
      Path samples = folder.resolve("samples");
      Samples.copyTo(samples);
      Run run = minutebook("import", "markdown", samples.toString(), "--series", "platform");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(running.addresses().pid()).isPositive();
      answers = answers();
    }
  }

  @AfterAll
  static void clear() {
    answers = Map.of();
  }

  @Test
  @Order(1)
  void nothing_is_recovered_while_minutebook_is_running() {
    try (Standalone running = Standalone.start(StandaloneOptions.in(data()))) {
      Run onFolder = minutebook("recover", "commits");
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
  }

  @Test
  @Order(2)
  void commits_are_not_touched_where_there_are_some() {
    Run run = minutebook("recover", "commits");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there are commits already", "--continue");

    Run compared = minutebook("recover", "commits", "--continue");
    assertThat(compared.exitCode()).as(compared.out() + compared.err()).isZero();
    assertThat(compared.out()).contains("0 commits with 0 events written", "all is in order");
  }

  @Test
  @Order(3)
  void all_of_mongodb_is_made_anew_from_the_log() throws IOException {
    try (Servers servers = Servers.start(new DataFolder(data()), null, null);
        MongoClient client = MongoClients.create(servers.mongodb())) {
      client.getDatabase("minutebook").drop();
    }

    Run run = minutebook("recover", "commits");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("the commits: 9 streams", "verified: all is in order");
    answersAreTheSame();
  }

  @Test
  @Order(4)
  void the_log_is_made_anew_from_the_commits_and_the_views_go_on_with_it() throws Exception {
    try (Servers servers = Servers.start(new DataFolder(data()), null, null);
        Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    }

    Run run = minutebook("recover", "log");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("the log: 9 streams", "verified: all is in order");
    Run again = minutebook("recover", "log");
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(again.out()).contains("0 commits with 0 events written");
    answersAreTheSame();
  }

  /** The old answers, and that it can be written on. */
  private static void answersAreTheSame() throws IOException {
    try (Standalone running = Standalone.start(StandaloneOptions.in(data()))) {
      assertThat(answers()).isEqualTo(answers);
      Path samples = folder.resolve("samples");
      String series = "after-" + running.addresses().pid() + "-" + System.nanoTime();
      Run more = minutebook("import", "markdown", samples.toString(), "--series", series);
      assertThat(more.exitCode()).as(more.err()).isZero();
      Run verified = minutebook("verify");
      assertThat(verified.exitCode()).as(verified.out()).isZero();
    }
  }

  /** What is asked of the series that was written first. */
  private static Map<String, String> answers() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String name : Samples.names()) {
      String day = name.replaceAll("\\D*(\\d{4})(\\d{2})(\\d{2})\\D*", "$1-$2-$3");
      for (String command : List.of("show", "history")) {
        Run run = minutebook(command, "platform/" + day, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        found.put(command + " " + day, run.out());
      }
    }
    return found;
  }

  private static Run minutebook(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data().toString()));
    return Run.of(arguments.toArray(String[]::new));
  }
}
