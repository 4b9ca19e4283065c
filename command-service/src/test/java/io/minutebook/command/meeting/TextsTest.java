package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  /** What the reader looks for, and what Markdown might take for the beginning of something. */
  private static final List<String> PIECES =
      List.of(
          "TODO",
          "Action",
          "Actions",
          "Decision",
          "Agreed",
          "None",
          "None this week",
          "This week",
          "Next week",
          "Present",
          "Apologies",
          "Ready for testing",
          "Released",
          "Build",
          "Anna",
          "a",
          "I",
          "ii",
          "x",
          "1",
          "42",
          "2026-03-02",
          "SOFTWARE-1234",
          "due",
          "by",
          "Ä",
          "ß",
          "e",
          " ",
          "  ",
          "   ",
          ": ",
          ", ",
          ". ",
          "; ",
          "? ",
          "' ",
          "(",
          ")",
          "/",
          "-",
          " - ",
          "--",
          "---",
          "1. ",
          "1) ",
          "a) ",
          "a. ",
          "i. ",
          ":",
          "::",
          "http://a.b/c",
          "www.a.b",
          ":--",
          "--:",
          "v9.0.3",
          "(+3)",
          "(-2)",
          "(c)");

  @Test
  void a_line_of_words_is_one_block_for_the_reader_as_well() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    System.out.println("TextsTest seed " + seed);
    Random random = new Random(seed);
    int words = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(7); n > 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String line = text.toString().strip();
      if (!line.isEmpty() && Texts.isOneBlock(line)) {
        words++;
        assertThat(Texts.readsAsOneBlock(line)).as(line).isTrue();
      }
    }
    assertThat(words).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# heading",
        "- item",
        "1. item",
        "> quote",
        "```",
        "a\n===",
        "a\n\nb",
        "<div>",
        "---",
        "| a | b |\n| - | - |",
        "    code",
        "a\n- b"
      })
  void what_is_a_block_of_another_kind_is_not_one_of_words(String text) {
    assertThat(Texts.isOneBlock(text)).isFalse();
  }
}
