package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process in the middle of an import; {@code -Dminutebook.test.seed} repeats a run. */
class ImportSurvivesKillIT {

  private static final int DOCUMENTS = 40;
  private static final int ROUNDS = Integer.getInteger("minutebook.test.kill-rounds", 3);

  @TempDir Path folder;

  @Test
  @DisplayName(
      "given an import that is cut off by a kill, when it is repeated, "
          + "then all is as after an undisturbed one")
  void a_repeated_import_ends_where_an_undisturbed_one_does() throws Exception {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    System.out.println("ImportSurvivesKillIT: -Dminutebook.test.seed=" + seed);
    Random random = new Random(seed);
    Path documents = Files.createDirectories(folder.resolve("documents"));
    WeeklyDocuments.write(documents, DOCUMENTS);

    Path calm = folder.resolve("calm");
    Map<String, String> expected;
    long undisturbedMillis;
    try (ServerProcess _ = ServerProcess.up(calm)) {
      long begin = System.nanoTime();
      Run run = importInto(calm, documents);
      undisturbedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains(DOCUMENTS + " imported, 0 changed, 0 unchanged, 0 failed");
      expected = everything(calm);
    }

    for (int round = 1; round <= ROUNDS; round++) {
      long killAfter = random.nextLong(undisturbedMillis);
      Path data = folder.resolve("killed-" + round);
      int acknowledged;
      try (ServerProcess server = ServerProcess.up(data)) {
        CompletableFuture<Run> importing =
            CompletableFuture.supplyAsync(() -> importInto(data, documents));
        finishedWithin(importing, killAfter);
        server.kill();
        acknowledged = acknowledgedIn(importing.join());
      }
      try (ServerProcess _ = ServerProcess.up(data)) {
        String when = "round %d, killed after %d ms".formatted(round, killAfter);
        int least = acknowledged;
        await()
            .alias(when + ": what was acknowledged is there before anything is sent again")
            .atMost(30, TimeUnit.SECONDS)
            .until(() -> exportedFrom(data) >= least);
        Run repeated = importInto(data, documents);
        assertThat(repeated.exitCode()).as(when + ": " + repeated.err()).isZero();
        assertThat(repeated.out()).as(when).contains(" 0 failed").contains("0 changed");
        assertThat(everything(data)).as(when).isEqualTo(expected);
        Run verified = Run.of("verify", "--data", data.toString());
        assertThat(verified.exitCode()).as(when + ": " + verified.out()).isZero();
      }
    }
  }

  /** Gives up at the first silence: what comes after the kill is for the second import. */
  private static Run importInto(Path data, Path documents) {
    return Run.of(
        "import",
        "markdown",
        documents.toString(),
        "--series",
        "platform",
        "--data",
        data.toString(),
        "--patience",
        "0");
  }

  /** How many documents an import had the answers for, as far as its progress tells. */
  private static int acknowledgedIn(Run run) {
    return Pattern.compile("import (\\d+)/\\d+")
        .matcher(run.err() + run.out())
        .results()
        .mapToInt(result -> Integer.parseInt(result.group(1)))
        .max()
        .orElse(0);
  }

  private int exportedFrom(Path data) throws IOException {
    Path exported = Files.createTempDirectory(folder, "early");
    Run.of("export", "--series", "platform", "--to", exported.toString(), "--data", "" + data);
    try (Stream<Path> files = Files.list(exported)) {
      return Math.toIntExact(files.count());
    }
  }

  private static void finishedWithin(CompletableFuture<Run> importing, long millis)
      throws Exception {
    try {
      importing.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillImporting) {
      // which is what the kill is to meet
    } catch (CompletionException e) {
      throw new AssertionError(e);
    }
  }

  /** Every document, and of every meeting its version and entries with their ids. */
  private Map<String, String> everything(Path data) throws IOException {
    Map<String, String> all = new TreeMap<>();
    Path exported = Files.createTempDirectory(folder, "exported");
    Run export =
        Run.of(
            "export",
            "--series",
            "platform",
            "--to",
            exported.toString(),
            "--data",
            data.toString());
    assertThat(export.exitCode()).as(export.err()).isZero();
    try (Stream<Path> files = Files.list(exported)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        all.put(name, Files.readString(file));
        Run shown =
            Run.of(
                "show",
                "platform/" + name.replaceAll("\\D*(\\d{4})(\\d{2})(\\d{2})\\D*", "$1-$2-$3"),
                "--json",
                "--data",
                data.toString());
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        all.put(name + " minutes", shown.out());
      }
    }
    assertThat(all).hasSize(2 * DOCUMENTS);
    return all;
  }
}
