package io.minutebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.cli.git.Revision.Kind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a revision does to the minutes; texts with a bar for each line feed, - where none are. */
class NextStepTest {

  @ParameterizedTest(name = "{0} from {2} to {3} on {1}: {4}")
  @CsvSource({
    "MAINLINE, -,            -,    a|,     put a|",
    "MAINLINE, a|,           a|,   b|,     put b|",
    "MAINLINE, other|,       a|,   b|,     put b|",
    "MAINLINE, a|,           a|,   -,      cancel",
    "MAINLINE, -,            a|,   -,      nothing",
    "MAINLINE, cancelled a|, -,    a|,     reinstate a|",
    "MAINLINE, cancelled a|, a|,   -,      nothing",
    "MERGE,    a|b|,         a|,   a|b|,   nothing",
    "MERGE,    a|b|c|,       a|,   a|b|,   put a|b|",
    "SIDE,     a|m|z|,       a|m|, a|m|n|, put a|m|z|n|",
    "SIDE,     a|new|m|,     a|m|, a|m|n|, put a|new|m|n|",
    "SIDE,     a|m|n|,       a|m|, a|m|n|, nothing",
    "SIDE,     -,            -,    a|,     put a|",
    "SIDE,     -,            a|,   a|b|,   put a|b|",
    "SIDE,     a|x|,         -,    a|y|,   put a|x|y|",
    "SIDE,     a|,           a|,   -,      cancel",
    "SIDE,     a|x|,         a|,   -,      nothing",
    "SIDE,     cancelled a|, a|,   -,      nothing",
    "SIDE,     cancelled a|, a|,   a|b|,   reinstate a|b|",
    "SIDE,     cancelled a|, -,    b|,     reinstate b|",
  })
  void a_revision_does_this(
      Kind kind, String standing, String seen, String wanted, String expected) {
    assertThat(told(NextStep.of(kind, standing(standing), bytes(seen), bytes(wanted))))
        .isEqualTo(expected);
  }

  private static Standing standing(String told) {
    byte[] content = bytes(told.replace("cancelled ", ""));
    return content == null
        ? Standing.NONE
        : new Standing(7, told.startsWith("cancelled "), content);
  }

  private static String told(NextStep step) {
    return switch (step) {
      case NextStep.Nothing() -> "nothing";
      case NextStep.Cancel() -> "cancel";
      case NextStep.Put(byte[] document, boolean reinstate) ->
          (reinstate ? "reinstate " : "put ")
              + new String(document, StandardCharsets.UTF_8).replace('\n', '|');
    };
  }

  private static byte @Nullable [] bytes(String told) {
    return told.equals("-") ? null : told.replace('|', '\n').getBytes(StandardCharsets.UTF_8);
  }
}
