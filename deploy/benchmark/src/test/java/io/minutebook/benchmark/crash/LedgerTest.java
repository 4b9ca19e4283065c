package io.minutebook.benchmark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.benchmark.crash.Violation.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final String STREAM = "meeting/crash-0/2020-01-06";

  @TempDir Path folder;

  private final Command command = new Command(7, STREAM, "AddNote", "{}");

  private static Acknowledgement answer(long version) {
    return new Acknowledgement(STREAM, version, List.of(STREAM + "@" + version), List.of("e1"));
  }

  @Test
  void what_was_answered_is_in_the_file_at_once() throws Exception {
    Path file = folder.resolve("answers.log");
    try (Ledger ledger = new Ledger(file)) {
      ledger.sending(command);
      assertThat(ledger.accepted(command, answer(3))).isTrue();

      assertThat(Files.readAllLines(file))
          .containsExactly(
              "sent 7 " + STREAM + " AddNote", "accepted 7 " + STREAM + " 3 [" + STREAM + "@3]");
    }
  }

  @Test
  void the_same_answer_again_is_as_it_should_be() throws Exception {
    try (Ledger ledger = new Ledger(folder.resolve("answers.log"))) {
      ledger.sending(command);
      ledger.accepted(command, answer(3));

      assertThat(ledger.accepted(command, answer(3))).isFalse();
      assertThat(ledger.violations()).isEmpty();
      assertThat(ledger.acknowledgements()).isEqualTo(1);
    }
  }

  @Test
  void another_answer_than_the_first_one_is_a_violation() throws Exception {
    try (Ledger ledger = new Ledger(folder.resolve("answers.log"))) {
      ledger.sending(command);
      ledger.accepted(command, answer(3));
      ledger.accepted(command, answer(4));

      assertThat(ledger.violations())
          .singleElement()
          .satisfies(
              violation -> {
                assertThat(violation.kind()).isEqualTo(Kind.ANSWER_DIFFERS);
                assertThat(violation.command()).isEqualTo("crash-7");
              });
      assertThat(ledger.acknowledged().get(7L)).isEqualTo(answer(3));
    }
  }
}
