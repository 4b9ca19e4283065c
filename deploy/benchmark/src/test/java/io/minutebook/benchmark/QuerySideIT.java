package io.minutebook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.benchmark.freshness.FreshnessCommand;
import io.minutebook.benchmark.queries.QueriesCommand;
import io.minutebook.benchmark.read.ReadCommand;
import io.minutebook.benchmark.rebuild.FoldCommand;
import io.minutebook.benchmark.rebuild.RebuildCommand;
import io.minutebook.standalone.mongodb.EmbeddedMongo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That each benchmark of the query side runs to its end and has figures; not what they are. */
class QuerySideIT {

  @TempDir static Path folder;

  private static EmbeddedMongo mongo;

  @BeforeAll
  static void start() throws Exception {
    mongo = EmbeddedMongo.start(folder.resolve("mongodb"), 0);
  }

  @AfterAll
  static void stop() throws Exception {
    mongo.close();
  }

  @Test
  void fold() throws Exception {
    List<String> subjects = run(new FoldCommand(), "fold", "--meetings", "20");
    assertThat(subjects).containsExactlyInAnyOrder("fold", "parse");
  }

  @Test
  void rebuild() throws Exception {
    List<String> subjects =
        run(new RebuildCommand(), "rebuild", "--meetings", "20", "--mongodb", mongo.uri());
    assertThat(subjects).containsExactlyInAnyOrder("rebuild", "upserts");
  }

  @Test
  void read() throws Exception {
    List<String> subjects =
        run(
            new ReadCommand(),
            "read",
            "--meetings",
            "20",
            "--warm-up",
            "100ms",
            "--measure",
            "500ms",
            "--mongodb",
            mongo.uri());
    assertThat(subjects)
        .contains("graphql, the head", "graphql, the whole", "markdown", "bare findOne");
  }

  @Test
  void queries() throws Exception {
    List<String> subjects =
        run(
            new QueriesCommand(),
            "queries",
            "--sizes",
            "10,20",
            "--calls",
            "3",
            "--mongodb",
            mongo.uri());
    assertThat(subjects).contains("meeting", "historyOfEntry", "actionsOfTicket");
  }

  @Test
  void freshness() throws Exception {
    List<String> subjects =
        run(
            new FreshnessCommand(),
            "freshness",
            "--rate",
            "20",
            "--streams",
            "10",
            "--warm-up",
            "500ms",
            "--measure",
            "2s",
            "--mongodb",
            mongo.uri());
    assertThat(subjects).containsExactly("at the rate");
  }

  /** Runs it once and returns what it measured. */
  private static List<String> run(Callable<Integer> command, String name, String... arguments)
      throws Exception {
    Path json = folder.resolve(name + ".json");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--runs", "1", "--rehearsals", "0", "--json", json.toString()));
    int exitCode = new CommandLine(command).execute(all.toArray(String[]::new));
    assertThat(exitCode).isBetween(0, 1);
    JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(json));
    return report
        .required("runs")
        .valueStream()
        .map(row -> row.required("subject").stringValue())
        .toList();
  }
}
