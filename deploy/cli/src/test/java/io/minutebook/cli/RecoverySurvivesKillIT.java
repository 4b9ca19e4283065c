package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.minutebook.standalone.DataFolder;
import io.minutebook.standalone.Servers;
import io.minutebook.standalone.Standalone;
import io.minutebook.standalone.StandaloneOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recoveries in processes of their own, killed at a random moment of their work and run again. The
 * short form, without kills, is part of every build: a recovery is stopped at each of its steps.
 */
@EnabledIfSystemProperty(named = "minutebook.test.kills", matches = "\\d+")
class RecoverySurvivesKillIT {

  private static final int DOCUMENTS = 60;

  @TempDir Path folder;

  @Test
  void what_was_killed_is_finished_by_running_it_again() throws Exception {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    System.out.println("RecoverySurvivesKillIT: -Dminutebook.test.seed=" + seed);
    Random random = new Random(seed);
    Path data = folder.resolve("data");
    Path archive = folder.resolve("all.zip");
    Path documents = Files.createDirectories(folder.resolve("documents"));
    WeeklyDocuments.write(documents, DOCUMENTS);
    try (Standalone running = Standalone.start(StandaloneOptions.in(data))) {
      assertThat(running.addresses().pid()).isPositive();
      succeeds(data, "import", "markdown", documents.toString(), "--series", "weekly");
    }
    succeeds(data, "backup", "--to", archive.toString());
    for (int round = 0; round < Integer.getInteger("minutebook.test.kills", 1); round++) {
      try (Servers servers = Servers.start(new DataFolder(data), null, null);
          MongoClient client = MongoClients.create(servers.mongodb())) {
        client.getDatabase("minutebook").drop();
      }
      boolean killed = killedIn(random, "Commits from the log", data, "recover", "commits");
      assertThat(succeeds(data, "recover", "commits", "--continue")).contains("all is in order");

      try (Servers servers = Servers.start(new DataFolder(data), null, null);
          Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
        admin.deleteTopics(List.of("minutebook.events")).all().get();
      }
      killed &= killedIn(random, "The log from the commits", data, "recover", "log");
      assertThat(succeeds(data, "recover", "log")).contains("all is in order");

      Path restored = folder.resolve("restored-" + round);
      killed &= killedIn(random, "Check of the archive", restored, "restore", archive.toString());
      assertThat(succeeds(restored, "restore", archive.toString())).contains("all is in order");
      System.out.println("round " + round + ": all three were killed at work: " + killed);
    }
  }

  private static String succeeds(Path data, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString()));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run.out();
  }

  /** Whether the command was killed, some time after it said this, and had not ended before. */
  private static boolean killedIn(Random random, String said, Path data, String... command)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Minutebook.class.getName()));
    line.addAll(List.of(command));
    line.addAll(List.of("--data", data.toString()));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader()) {
      for (String read = output.readLine(); read != null; read = output.readLine()) {
        if (read.startsWith(said)) {
          break;
        }
      }
      boolean ended = process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      return !ended;
    }
  }
}
