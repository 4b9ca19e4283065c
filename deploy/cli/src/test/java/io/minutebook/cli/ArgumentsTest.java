package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                    | Missing required subcommand",
        "fly                                 | Unmatched argument at index 0: 'fly'",
        "import                              | Missing required subcommand",
        "import markdown somewhere           | Missing required option: '--series=SERIES'",
        "import markdown x --series Weekly   | lower-case letters, digits and hyphens, not"
            + " 'Weekly'",
        "import markdown no/such --series s  | there is no no/such: name a Markdown file",
        "import git x --series s             | Missing required option: '--path=DIR'",
        "import git no/such --path d --series s | there is no no/such: name a git repository",
        "import git . --path d --series s    | . is no git repository: name its folder",
        "check                               | Missing required subcommand",
        "check git x --path d                | Missing required option: '--series=SERIES'",
        "show weekly                         | a meeting is named SERIES/YYYY-MM-DD, not 'weekly'",
        "show weekly/2020-02-30              | there is no day '2020-02-30'",
        "show weekly/2020-05-04 --fast       | Unknown option: '--fast'",
        "schedule s/2026-03-02               | say a --title, or --from-series",
        "schedule s/2026-03-02 --title T --carry all | --carry goes with --from-series",
        "verify s/2020-02-30                 | is neither a series nor a meeting",
        "verify --key no/such                | the key no/such cannot be read",
        "token --role king                   | --role is one of reader, scribe, auditor, admin",
        "recover                             | Missing required subcommand",
        "recover log --partitions 2000       | --partitions is 1 to 1000, not 2000",
        "recover commits --lease-seconds 0 --data no/such | no Minutebook has been started on no/such",
        "backup                              | Missing required option: '--to=FILE'",
        "backup --to x.zip --data no/such    | no Minutebook has been started on no/such",
        "restore no-such.zip                 | there is no no-such.zip: name an archive",
        "restore no-such.zip --to soon       | --to is a day like 2026-03-31",
        "audit-report                        | Missing required option: '--from=TIME'",
        "export --series s                   | Missing required option: '--to=DIR'",
      })
  @DisplayName("a wrong argument gets one line that says what to do, and exit code 2")
  void a_wrong_argument_gets_one_line(String line, String message) {
    Run run = Run.of(line == null ? new String[0] : line.split(" +"));

    assertThat(run.err()).contains(message).startsWith("minutebook: ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void help_names_every_command_and_exits_with_0() {
    Run run = Run.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("up", "demo", "token", "import", "check", "export", "schedule", "show")
        .contains("history", "replay", "verify", "audit-report", "recover", "backup", "restore");
  }

  @Test
  void options_that_would_have_no_effect_are_refused() {
    Run written = Run.of("replay", "weekly/2020-05-04", "--watch", "--out", folder.toString());
    assertThat(written.exitCode()).isEqualTo(2);
    assertThat(written.err()).contains("--watch shows", "leave --out out").hasLineCount(1);
    Run formed = Run.of("replay", "weekly/2020-05-04", "--compare", "1", "2", "--format", "json");
    assertThat(formed.exitCode()).isEqualTo(2);
    assertThat(formed.err()).contains("--compare shows", "leave --format out");
    assertThat(Run.of("replay", "weekly/2020-05-04", "--watch", "--compare", "1", "2").err())
        .contains("--watch and --compare cannot be given together");
    assertThat(Run.of("replay", "weekly/2020-05-04", "--to", "3", "--compare", "1", "2").err())
        .contains("leave --to out");
  }

  @Test
  void where_nothing_was_started_a_client_command_says_how_to_start() {
    Run run = Run.of("show", "weekly/2020-05-04", "--data", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("start one with 'minutebook up'").hasLineCount(1);
  }

  @Test
  void where_nothing_answers_a_client_command_says_how_to_start() throws IOException {
    Files.writeString(
        folder.resolve("addresses.json"),
        """
        {"commandUrl": "http://127.0.0.1:1", "queryUrl": "http://127.0.0.1:1",
         "kafka": "127.0.0.1:1", "mongodb": "mongodb://127.0.0.1:1", "pid": 1}
        """);
    Run run = Run.of("show", "weekly/2020-05-04", "--data", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("no answer from http://127.0.0.1:1", "minutebook up")
        .hasLineCount(1);
  }

  @Test
  void the_own_key_is_not_shown_to_another_server() {
    Run run =
        Run.of(
            "show",
            "weekly/2020-05-04",
            "--query-url",
            "http://127.0.0.1:1",
            "--data",
            folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("give a token for http://127.0.0.1:1").hasLineCount(1);
  }

  @Test
  void token_prints_the_bare_token_last() {
    Run run = Run.of("token", "--data", folder.toString(), "--role", "scribe", "--name", "Ada Å");

    assertThat(run.exitCode()).isZero();
    String[] parts = run.lines().getLast().split("\\.", -1);
    assertThat(parts).hasSize(3);
    assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
        .contains("\"sub\":\"Ada Å\"", "\"roles\":[\"scribe\"]", "\"exp\":");
  }

  @Test
  void the_key_is_made_once() {
    Run.of("token", "--data", folder.toString(), "--role", "reader");
    Path key = folder.resolve("keys/private.pem");
    assertThat(key).exists();
    String first = read(key);
    Run.of("token", "--data", folder.toString(), "--role", "reader");
    assertThat(read(key)).isEqualTo(first);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
