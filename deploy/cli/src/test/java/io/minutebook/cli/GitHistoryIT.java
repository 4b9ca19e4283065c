package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.client.Patience;
import io.minutebook.cli.client.Queries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole history of real minutes, where a folder with {@code history-2020.bundle} is given:
 * every revision of every document, with 20 documents that were edited on two branches at once.
 */
@EnabledIfSystemProperty(named = "minutebook.test.corpus", matches = ".+")
class GitHistoryIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String SERIES = "tech-area";

  @TempDir Path folder;

  private Path data = Path.of("");
  private Path bundle = Path.of("");

  @Test
  void every_revision_of_a_real_history_stands_as_its_author_left_it() throws Exception {
    Path corpus = Path.of(System.getProperty("minutebook.test.corpus", ""));
    bundle = corpus.resolve("history-2020.bundle");
    data = folder.resolve("data");
    try (ServerProcess _ = ServerProcess.up(data)) {
      importedInTime();
      everyRevisionIsRight();
      aSecondRunStoresNothing();
      theLastRevisionsAreTheDocuments(corpus.resolve("2020"));
      Queries queries = queries();
      whatChangedIsWhatTheCommitsSay(queries, corpus);
      historiesAreWhatTheMinutesSay(queries);
      Run verified = run("verify");
      assertThat(verified.exitCode()).as(verified.out()).isZero();
    }
  }

  private void importedInTime() {
    long begin = System.nanoTime();
    JsonNode report = json(git("import", "--json"));
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf(
        Locale.ROOT,
        "GitHistoryIT: imported in %d ms, events %s%n",
        taken.toMillis(),
        report.path("events"));
    assertThat(taken).isLessThan(LIMIT);
    assertThat(report.path("documents").asInt()).isEqualTo(46);
    assertThat(report.path("failures").size()).isZero();
    JsonNode revisions = report.path("revisions");
    for (String kind : List.of("mainline", "side", "merge")) {
      assertThat(revisions.path(kind).path("failed").asInt()).as(kind).isZero();
    }
    assertThat(revisions.path("mainline").path("broughtIn").asInt()).isEqualTo(182);
    assertThat(revisions.path("side").path("broughtIn").asInt()).isPositive();
  }

  private void everyRevisionIsRight() {
    Run checked = git("check");
    System.out.println("GitHistoryIT: " + String.join("; ", checked.lines()));
    assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.lines())
        .containsExactly(
            "mainline: 182 of 182 revisions equal their file",
            "side branches: 40 of 40 revisions changed the minutes as they did the file",
            "merges: 26 of 26 equal their file");
  }

  private void aSecondRunStoresNothing() {
    JsonNode report = json(git("import", "--json"));
    assertThat(report.path("events").size()).isZero();
    assertThat(report.path("failures").size()).isZero();
    for (JsonNode ends : report.path("revisions")) {
      assertThat(ends.path("broughtIn").asInt()).isZero();
    }
  }

  private void theLastRevisionsAreTheDocuments(Path documents) throws IOException {
    Path exported = folder.resolve("exported");
    Run export = run("export", "--series", SERIES, "--to", exported.toString());
    assertThat(export.exitCode()).as(export.err()).isZero();
    try (Stream<Path> files = Files.list(documents)) {
      for (Path file : files.toList()) {
        assertThat(exported.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  private void whatChangedIsWhatTheCommitsSay(Queries queries, Path corpus) throws IOException {
    int compared =
        new WhatChangedInGit(
                queries,
                SERIES,
                FileInGit.cloned(bundle, folder.resolve("cloned")),
                JsonMapper.shared().readTree(Files.readString(corpus.resolve("expected.json"))))
            .ask();
    System.out.printf(Locale.ROOT, "GitHistoryIT: %d times what changed, compared%n", compared);
    assertThat(compared).isGreaterThanOrEqualTo(8);
  }

  private static void historiesAreWhatTheMinutesSay(Queries queries) {
    EntriesOverTime over = new EntriesOverTime(queries, SERIES);
    int entries = over.entries();
    int actions = over.actions();
    int people = over.people();
    System.out.printf(
        Locale.ROOT,
        "GitHistoryIT: %d changes of entries, histories of %d actions, %d changes by person%n",
        entries,
        actions,
        people);
    assertThat(entries).isGreaterThan(500);
    assertThat(actions).isGreaterThan(20);
    assertThat(people).isGreaterThan(2000);
  }

  private Queries queries() throws IOException {
    JsonNode addresses =
        JsonMapper.shared().readTree(Files.readString(data.resolve("addresses.json")));
    String token = run("token", "--role", "auditor", "--name", "corpus").lines().getLast();
    return new Queries(
        URI.create(addresses.required("queryUrl").stringValue()), () -> token, Patience.NONE);
  }

  private Run git(String what, String... more) {
    return run(
        Stream.concat(
                Stream.of(
                    what,
                    "git",
                    bundle.toString(),
                    "--path",
                    "docs/meetings/2020",
                    "--series",
                    SERIES),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Run run(String... arguments) {
    return Run.of(
        Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
            .toArray(String[]::new));
  }

  private static JsonNode json(Run run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }
}
