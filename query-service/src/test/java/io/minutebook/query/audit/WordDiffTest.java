package io.minutebook.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.query.audit.DiffPart.Op;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordDiffTest {

  private static final String[] PIECES = {
    "net", "nets", "Ada", "the", " ", "  ", "\n", "\r\n", "\t", ".", "*", "_", "e\u0301", "Zoë",
    "日本語", "😀", "\ud83d", "\ude00", "\u0000", "\u2028", "#12", "<b>", ""
  };

  private static String side(List<DiffPart> parts, Op other) {
    return parts.stream()
        .filter(part -> part.op() != other)
        .map(DiffPart::text)
        .collect(Collectors.joining());
  }

  private static List<DiffPart> concatenates(String before, String after) {
    List<DiffPart> parts = WordDiff.between(before, after);
    assertThat(side(parts, Op.ADDED)).isEqualTo(before);
    assertThat(side(parts, Op.REMOVED)).isEqualTo(after);
    assertThat(parts).noneMatch(part -> part.text().isEmpty());
    return parts;
  }

  @Test
  void words_that_were_replaced_stand_between_those_that_stayed() {
    assertThat(concatenates("Mend the old net by Friday", "Mend the new nets by Friday"))
        .containsExactly(
            new DiffPart(Op.SAME, "Mend the "),
            new DiffPart(Op.REMOVED, "old net"),
            new DiffPart(Op.ADDED, "new nets"),
            new DiffPart(Op.SAME, " by Friday"));
  }

  @Test
  void what_comes_or_goes_as_a_whole_is_one_part() {
    assertThat(WordDiff.between(null, "a b")).containsExactly(new DiffPart(Op.ADDED, "a b"));
    assertThat(WordDiff.between("a b", null)).containsExactly(new DiffPart(Op.REMOVED, "a b"));
    assertThat(WordDiff.between("a b", "a b")).containsExactly(new DiffPart(Op.SAME, "a b"));
    assertThat(WordDiff.between(null, null)).isEmpty();
    assertThat(WordDiff.between("", null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_parts_of_any_two_texts_concatenate_to_both(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      concatenates(text(random, random.nextInt(40)), text(random, random.nextInt(40)));
    }
  }

  private static String text(Random random, int pieces) {
    return IntStream.range(0, pieces)
        .mapToObj(i -> PIECES[random.nextInt(PIECES.length)])
        .collect(Collectors.joining());
  }

  @Test
  void one_word_in_a_long_text_is_found() {
    String words = numbers("word", 9_000);
    List<DiffPart> parts = concatenates(words, words.replace("word4500 ", "other "));
    assertThat(parts)
        .contains(new DiffPart(Op.REMOVED, "word4500"), new DiffPart(Op.ADDED, "other"));
  }

  @Test
  void very_long_texts_are_compared_line_by_line() {
    String lines = numbers("some words to a line\n", 8_000);
    List<DiffPart> parts = concatenates(lines, lines.replace("line\n4000", "line\n4000 more"));
    assertThat(parts).hasSize(4);
    assertThat(parts.get(1).text()).startsWith("4000").endsWith("\n");
  }

  @Test
  @Timeout(10)
  void texts_that_share_nothing_take_no_longer_than_a_moment() {
    long begin = System.nanoTime();
    concatenates(numbers("a", 9_999), numbers("b", 9_999));
    concatenates("x".repeat(2_000_000), "y ".repeat(1_000_000));
    concatenates("\n".repeat(400_000) + "x", "\n".repeat(300_000) + "y");
    concatenates("(".repeat(300_000), ")".repeat(300_000));
    concatenates(numbers("a\n", 19_999), numbers("b\n", 19_999));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
  }

  private static String numbers(String what, int many) {
    return Stream.iterate(0, i -> i + 1)
        .limit(many)
        .map(i -> what + i + " ")
        .collect(Collectors.joining());
  }
}
