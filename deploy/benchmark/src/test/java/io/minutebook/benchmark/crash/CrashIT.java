package io.minutebook.benchmark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The crash harness in its short form. {@code -Dminutebook.test.mongodb-command} has it run on
 * another MongoDB than the embedded one, {@code -Dminutebook.test.seed} repeats a schedule.
 */
@Tag("crash")
class CrashIT {

  private static final int KILLS = Integer.getInteger("minutebook.test.kills", 20);
  private static final int CUTS = KILLS / 2;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "given all parts under load, when they are killed and cut off again and again, "
          + "then nothing is lost, doubled or out of order")
  void nothing_that_was_acknowledged_is_lost_or_doubled() throws Exception {
    Path json = folder.resolve("result.json");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kills",
                Integer.toString(KILLS),
                "--cuts",
                Integer.toString(CUTS),
                "--meetings",
                "60",
                "--most-minutes",
                "10",
                "--json",
                json.toString()));
    String mongodb = System.getProperty("minutebook.test.mongodb-command", "");
    if (!mongodb.isBlank()) {
      arguments.addAll(List.of("--mongodb-command", mongodb));
    }
    String seed = System.getProperty("minutebook.test.seed", "");
    if (!seed.isBlank()) {
      arguments.addAll(List.of("--seed", seed));
    }

    int exitCode =
        new CommandLine(new CrashCommand())
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .execute(arguments.toArray(String[]::new));

    assertThat(exitCode).isZero();
    JsonNode result = JsonMapper.shared().readTree(Files.readAllBytes(json));
    assertThat(result.required("kills").intValue()).isEqualTo(KILLS);
    assertThat(result.required("cuts").intValue()).isEqualTo(CUTS);
    assertThat(result.required("acknowledged").intValue()).isGreaterThan(200);
    assertThat(result.required("violations")).isEmpty();
  }
}
