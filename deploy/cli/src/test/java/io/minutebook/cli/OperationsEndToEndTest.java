package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import io.minutebook.cli.demo.Samples;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with the command, against a whole standalone process. */
class OperationsEndToEndTest {

  @TempDir static Path folder;

  private static Standalone standalone;

  @BeforeAll
  static void start() throws IOException {
    standalone = Standalone.start(StandaloneOptions.in(folder.resolve("data")));
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
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void the_views_are_made_anew_and_a_damage_is_gone() {
    String before = minutebook("show", "platform/2026-02-02").out();
    try (MongoClient client = MongoClients.create(standalone.addresses().mongodb())) {
      var documents = client.getDatabase("minutebook").getCollection("view_history");
      documents.updateMany(new Document("version", 3L), Updates.set("actor", "mallory"));
      assertThat(minutebook("verify").exitCode()).isEqualTo(1);
    }

    Run rebuild = minutebook("rebuild");

    assertThat(rebuild.exitCode()).as(rebuild.err()).isZero();
    assertThat(rebuild.out()).contains("the views were made anew", "generation 1 answers");
    Run verified = minutebook("verify");
    assertThat(verified.exitCode()).as(verified.out()).isZero();
    assertThat(minutebook("show", "platform/2026-02-02").out()).isEqualTo(before);
    assertThat(minutebook("rebuild", "entries", "--json").out()).contains("\"state\" : \"DONE\"");
    assertThat(minutebook("verify").exitCode()).isZero();
  }

  @Test
  void an_unknown_view_is_refused_with_a_reason() {
    Run run = minutebook("rebuild", "weather");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no view 'weather'", "history");
  }

  @Test
  void no_stream_is_parked() {
    Run run = minutebook("parked");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("all streams are followed");
    Run resume = minutebook("parked", "--resume", "meeting/platform/2026-02-02");
    assertThat(resume.exitCode()).isEqualTo(2);
    assertThat(resume.err()).contains("is not parked");
  }
}
