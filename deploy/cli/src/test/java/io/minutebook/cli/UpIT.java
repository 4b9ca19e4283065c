package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.demo.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code minutebook up} in a process of its own. */
class UpIT {

  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void what_was_stored_is_there_after_a_clean_stop_and_a_start_on_the_same_folder()
      throws IOException {
    Path data = folder.resolve("my data");
    Path samples = folder.resolve("samples");
    Samples.copyTo(samples);
    String before;
    try (ServerProcess server = ServerProcess.up(data)) {
      Run run =
          Run.of(
              "import",
              "markdown",
              samples.toString(),
              "--series",
              "platform",
              "--data",
              data.toString());
      assertThat(run.exitCode()).as(run.err()).isZero();
      before = history(data);
      assertThat(server.residentBytes()).isLessThan(1024 * MEBIBYTE);
      assertThat(server.stop()).as("exit code at SIGTERM").isEqualTo(143);
    }
    try (ServerProcess server = ServerProcess.up(data)) {
      assertThat(history(data)).isEqualTo(before);
      assertThat(Run.of("verify", "--data", data.toString()).exitCode()).isZero();
      server.stop();
    }
  }

  @Test
  void a_second_process_on_the_folder_is_told_so_in_one_line() throws IOException {
    Path data = folder.resolve("shared");
    try (ServerProcess server = ServerProcess.up(data)) {
      Run second =
          Run.of("up", "--data", data.toString(), "--command-port", "0", "--query-port", "0");
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err()).contains("in use").hasLineCount(1);
      server.stop();
    }
  }

  private static String history(Path data) {
    Run run = Run.of("history", "platform/2026-02-02", "--json", "--data", data.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }
}
