package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void words_are_compared_without_case_and_without_marks_on_letters() {
    assertThat(Words.of("Café CAFE cafe\u0301 Ünal")).containsExactly("cafe", "unal");
  }

  @Test
  void what_is_joined_is_found_as_a_whole_and_in_its_parts() {
    assertThat(Words.of("(SOFTWARE-3951), htcondor-8.8.9!"))
        .containsExactly(
            "software-3951", "software", "3951", "htcondor-8.8.9", "htcondor", "8", "9");
  }

  @Test
  void a_word_tells_where_it_stands_in_the_text_as_it_is_written() {
    String text = "Le CAFÉ-bar";
    assertThat(Words.in(text))
        .extracting(word -> text.substring(word.start(), word.end()))
        .containsExactly("Le", "CAFÉ-bar", "CAFÉ", "bar");
  }

  @Test
  void what_is_too_long_for_a_word_is_left_out() {
    assertThat(Words.of("a " + "b".repeat(81) + " " + "c".repeat(80))).hasSize(2);
  }

  @Test
  void words_are_runs_of_letters_numbers_and_marks_whatever_the_text() {
    Pattern word = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:[-_.'/][\\p{L}\\p{N}\\p{M}]+)*");
    String[] characters = {
      "a", "Z", "9", "é", "e\u0301", "ǅ", "ʰ", "ⅷ", "½", "\uD834\uDD1E", "𝒳", "𐍈", "\uD83D",
          "\uDE00",
      "中", "\u20DD", "-", "_", ".", "'", "/", "’", " ", "\n", "(", "|", "*", "\u00A0"
    };
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 3_000; run++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        made.append(characters[random.nextInt(characters.length)]);
      }
      String text = made.toString();
      List<String> expected = new ArrayList<>();
      word.matcher(text)
          .results()
          .forEach(
              whole -> {
                expected.add(whole.start() + "-" + whole.end());
                String[] parts = whole.group().split("[-_.'/]", -1);
                int start = whole.start();
                for (String part : parts.length == 1 ? new String[0] : parts) {
                  expected.add(start + "-" + (start + part.length()));
                  start += part.length() + 1;
                }
              });

      assertThat(Words.in(text).stream().map(found -> found.start() + "-" + found.end()))
          .as("seed %d, text '%s'", seed, text)
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void a_question_has_words_beginnings_phrases_and_what_must_not_be_there() {
    SearchQuery query = SearchQuery.parse("Lamp \"the old Boat\" smok* -stove HULL-7");

    assertThat(query.words()).containsExactlyInAnyOrder("lamp", "the", "old", "boat", "hull-7");
    assertThat(query.beginnings()).containsExactly("smok");
    assertThat(query.phrases()).containsExactly(List.of("the", "old", "boat"));
    assertThat(query.without()).containsExactly("stove");
    assertThat(query.matches("lamp: the OLD boat smokes")).isTrue();
    assertThat(query.matches("lamp: the boat, old, smokes")).isFalse();
    assertThat(query.matches("the old boat, the stove")).isFalse();
  }

  @Test
  void a_question_without_a_word_or_with_too_many_is_refused() {
    assertThatThrownBy(() -> SearchQuery.parse(" -x \"\" * ")).isInstanceOf(BadArgument.class);
    assertThatThrownBy(() -> SearchQuery.parse("x".repeat(501))).isInstanceOf(BadArgument.class);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      many.append("w").append(i).append(' ');
    }
    assertThatThrownBy(() -> SearchQuery.parse(many.toString())).isInstanceOf(BadArgument.class);
  }
}
