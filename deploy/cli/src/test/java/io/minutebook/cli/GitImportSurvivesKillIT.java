package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.git.Sketch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the process while a history is brought in; {@code -Dminutebook.test.seed} repeats a run.
 */
class GitImportSurvivesKillIT {

  private static final int DOCUMENTS = 12;
  private static final int ROUNDS = Integer.getInteger("minutebook.test.kill-rounds", 3);

  @TempDir Path folder;

  @Test
  @DisplayName(
      "given an import of a history that is cut off by a kill, when it is repeated, "
          + "then every event is as after an undisturbed one")
  void a_repeated_import_ends_where_an_undisturbed_one_does() throws Exception {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    System.out.println("GitImportSurvivesKillIT: -Dminutebook.test.seed=" + seed);
    Random random = new Random(seed);
    Path repository = folder.resolve("repository");
    history(repository);

    Path calm = folder.resolve("calm");
    Map<String, List<String>> expected;
    long undisturbedMillis;
    try (ServerProcess _ = ServerProcess.up(calm)) {
      long begin = System.nanoTime();
      Run run = git("import", repository, calm);
      undisturbedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      expected = everything(calm);
    }

    for (int round = 1; round <= ROUNDS; round++) {
      long killAfter = random.nextLong(undisturbedMillis);
      String when = "seed %d, round %d, killed after %d ms".formatted(seed, round, killAfter);
      Path data = folder.resolve("killed-" + round);
      try (ServerProcess server = ServerProcess.up(data)) {
        CompletableFuture<Run> importing =
            CompletableFuture.supplyAsync(() -> git("import", repository, data));
        try {
          importing.get(killAfter, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillImporting) {
          // which is what the kill is to meet
        }
        server.kill();
        importing.join();
      }
      try (ServerProcess _ = ServerProcess.up(data)) {
        Run repeated = git("import", repository, data);
        assertThat(repeated.exitCode()).as(when + ": " + repeated.out() + repeated.err()).isZero();
        assertThat(everything(data)).as(when).isEqualTo(expected);
        Run checked = git("check", repository, data);
        assertThat(checked.exitCode()).as(when + ": " + checked.out()).isZero();
        Run verified = Run.of("verify", "--data", data.toString());
        assertThat(verified.exitCode()).as(when + ": " + verified.out()).isZero();
      }
    }
  }

  /** Each week a document that is edited on two branches at once, which are then merged. */
  private void history(Path repository) throws IOException {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    WeeklyDocuments.write(documents, DOCUMENTS);
    List<Path> weeks;
    try (Stream<Path> files = Files.list(documents)) {
      weeks = files.filter(Files::isRegularFile).sorted().toList();
    }
    Map<String, byte[]> standing = new TreeMap<>();
    try (Sketch sketch = Sketch.in(repository)) {
      String tip = "";
      for (Path week : weeks) {
        String path = "notes/" + week.getFileName();
        String text = Files.readString(week);
        String begun = commit(sketch, "Begin", standing, path, text, tip);
        String first = "# First words of the week\n\n" + text;
        String main = commit(sketch, "Mainline", standing, path, first, begun);
        String side =
            commit(sketch, "Side", standing, path, text + "\n-   The end of the week\n", begun);
        standing.put(
            path, (first + "\n-   The end of the week\n").getBytes(StandardCharsets.UTF_8));
        tip = sketch.commit("Merge", standing, main, side);
      }
    }
  }

  private static String commit(
      Sketch sketch,
      String message,
      Map<String, byte[]> standing,
      String path,
      String text,
      String parent)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>(standing);
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return parent.isEmpty() ? sketch.commit(message, files) : sketch.commit(message, files, parent);
  }

  /** Gives up at the first silence: what comes after the kill is for the second import. */
  private static Run git(String what, Path repository, Path data) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                what,
                "git",
                repository.toString(),
                "--path",
                "notes",
                "--series",
                "platform",
                "--data",
                data.toString()));
    if (what.equals("import")) {
      arguments.addAll(List.of("--patience", "0"));
    }
    return Run.of(arguments.toArray(String[]::new));
  }

  /** Of every meeting all its events, but for when they were recorded. */
  private Map<String, List<String>> everything(Path data) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("documents"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String day =
            file.getFileName()
                .toString()
                .replaceAll("\\D*(\\d{4})(\\d{2})(\\d{2})\\D*", "$1-$2-$3");
        Run run = Run.of("history", "platform/" + day, "--json", "--data", data.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        all.put(
            day,
            JsonMapper.shared()
                .readTree(run.out())
                .valueStream()
                .map(GitImportSurvivesKillIT::told)
                .toList());
      }
    }
    assertThat(all).hasSize(DOCUMENTS);
    return all;
  }

  private static String told(JsonNode change) {
    return Stream.of("version", "occurredAt", "type", "entry", "before", "after", "requestReason")
        .map(field -> change.path(field).asString(""))
        .collect(Collectors.joining(" "));
  }
}
