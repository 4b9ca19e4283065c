package io.minutebook.cli.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;
import org.junit.jupiter.api.Test;

/** Three-way merges by lines; texts are written with a bar for each line feed. */
class LineMergeTest {

  private static final int RUNS = 100 * Integer.getInteger("minutebook.test.runs", 40);

  @Test
  void changes_in_different_places_are_both_made() {
    assertThat(merge("a|b|c|d|", "A|b|c|d|", "a|b|c|D|")).isEqualTo("A|b|c|D|");
  }

  @Test
  void what_theirs_had_not_seen_is_not_taken_back() {
    assertThat(merge("a|z|", "a|new|z|", "a|z|more|")).isEqualTo("a|new|z|more|");
    assertThat(merge("a|b|c|", "a|c|", "a|b|c|d|")).isEqualTo("a|c|d|");
  }

  @Test
  void lines_added_in_the_same_place_are_both_kept() {
    assertThat(merge("a|z|", "a|one|z|", "a|two|z|")).isEqualTo("a|one|two|z|");
  }

  @Test
  void a_line_that_both_added_stands_there_once() {
    assertThat(merge("a|z|", "a|same|one|z|", "a|same|two|z|")).isEqualTo("a|same|one|two|z|");
    assertThat(merge("", "title|x|", "title|y|")).isEqualTo("title|x|y|");
  }

  @Test
  void a_line_that_both_reworded_is_kept_in_both_wordings_and_not_in_the_old_one() {
    assertThat(merge("a|old|z|", "a|one|z|", "a|two|z|")).isEqualTo("a|one|two|z|");
  }

  @Test
  void a_line_that_one_removed_and_the_other_reworded_is_kept_as_reworded() {
    assertThat(merge("a|old|z|", "a|z|", "a|new|z|")).isEqualTo("a|new|z|");
    assertThat(merge("a|old|z|", "a|new|z|", "a|z|")).isEqualTo("a|new|z|");
  }

  @Test
  void a_line_that_both_moved_stands_where_ours_put_it() {
    assertThat(merge("x|a|b|c|", "a|x|b|c|", "a|b|c|x|")).isEqualTo("a|x|b|c|");
  }

  @Test
  void a_line_that_ours_moved_and_theirs_removed_is_gone() {
    assertThat(merge("x|a|b|c|", "a|b|x|c|", "a|b|c|")).isEqualTo("a|b|c|");
  }

  @Test
  void blank_lines_come_with_the_lines_that_they_part() {
    assertThat(merge("a|z|", "a|one|z|", "a|two||three|z|")).isEqualTo("a|one|two||three|z|");
  }

  @Test
  void a_line_feed_at_the_end_that_one_of_them_added_or_removed_stays_so() {
    assertThat(merge("a|b", "a|b|", "A|b")).isEqualTo("A|b|");
    assertThat(merge("a|b|", "a|b|c|", "A|b")).isEqualTo("A|b|c");
    assertThat(merge("a|b", "a|b|c", "A|b")).isEqualTo("A|b|c");
  }

  @Test
  void every_byte_comes_through() {
    byte[] base = {(byte) 0xff, '\n', 'm', '\n', 'z', '\n'};
    byte[] ours = {(byte) 0xff, '\n', 'm', '\n', 'y', '\r', '\n'};
    byte[] theirs = {(byte) 0xfe, 0, '\n', 'm', '\n', 'z', '\n'};
    assertThat(LineMerge.merge(base, ours, theirs))
        .containsExactly((byte) 0xfe, 0, '\n', 'm', '\n', 'y', '\r', '\n');
  }

  @Test
  void random_changes_are_made_as_they_are_and_nothing_else_is() {
    atRandom(
        (seed, random) -> {
          String base = randomText(random);
          String ours = edited(base, random);
          String theirs = edited(base, random);
          String merged = merge(base, ours, theirs);
          assertThat(
                  LineChange.between(bytes(ours), bytes(merged))
                      .differsFrom(LineChange.between(bytes(base), bytes(theirs))))
              .as("seed %d: %s with ours %s and theirs %s is %s", seed, base, ours, theirs, merged)
              .isEmpty();
          assertThat(merge(base, ours, base)).isEqualTo(ours);
          assertThat(merge(base, base, theirs)).isEqualTo(theirs);
          assertThat(merge(base, ours, ours)).isEqualTo(ours);
        });
  }

  @Test
  void where_git_merges_without_asking_so_does_this() {
    int[] clean = {0};
    atRandom(
        (seed, random) -> {
          String base = distinctLines(random);
          String ours = reworded(base, random);
          String theirs = reworded(base, random);
          MergeResult<RawText> byGit =
              new MergeAlgorithm()
                  .merge(
                      RawTextComparator.DEFAULT,
                      new RawText(bytes(base)),
                      new RawText(bytes(ours)),
                      new RawText(bytes(theirs)));
          if (!byGit.containsConflicts()) {
            clean[0]++;
            assertThat(merge(base, ours, theirs)).as("seed %d", seed).isEqualTo(text(byGit));
          }
        });
    assertThat(clean[0]).isGreaterThan(RUNS / 10);
  }

  private static String text(MergeResult<RawText> result) {
    StringBuilder text = new StringBuilder();
    for (MergeChunk chunk : result) {
      text.append(
          result
              .getSequences()
              .get(chunk.getSequenceIndex())
              .getString(chunk.getBegin(), chunk.getEnd(), false));
    }
    return text.toString().replace('\n', '|');
  }

  private static void atRandom(BiConsumer<Long, Random> test) {
    long first = Long.getLong("minutebook.test.seed", System.nanoTime());
    System.out.println("LineMergeTest: -Dminutebook.test.seed=" + first);
    for (long seed = first; seed < first + RUNS; seed++) {
      test.accept(seed, new Random(seed));
    }
  }

  /** Few different lines, so that they repeat. */
  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append(randomLine(random)).append('|');
    }
    return text.toString();
  }

  private static String randomLine(Random random) {
    return random.nextInt(6) == 0 ? "" : Character.toString('a' + random.nextInt(8));
  }

  private static String edited(String text, Random random) {
    List<String> lines = lines(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(lines.size() + 1);
      if (at == lines.size() || random.nextBoolean()) {
        lines.add(at, randomLine(random));
      } else if (random.nextBoolean()) {
        lines.remove(at);
      } else {
        lines.add(random.nextInt(lines.size()), lines.remove(at));
      }
    }
    return String.join("", lines.stream().map(line -> line + "|").toList());
  }

  private static String distinctLines(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 4 + random.nextInt(12); i > 0; i--) {
      text.append("line ").append(i).append('|');
    }
    return text.toString();
  }

  private static String reworded(String text, Random random) {
    List<String> lines = lines(text);
    lines.set(random.nextInt(lines.size()), "new " + random.nextInt(1000));
    if (random.nextBoolean()) {
      lines.remove(random.nextInt(lines.size()));
    }
    return String.join("", lines.stream().map(line -> line + "|").toList());
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\\|", -1)));
    lines.removeLast();
    return lines;
  }

  private static String merge(String base, String ours, String theirs) {
    byte[] merged = LineMerge.merge(bytes(base), bytes(ours), bytes(theirs));
    return new String(merged, StandardCharsets.UTF_8).replace('\n', '|');
  }

  private static byte[] bytes(String text) {
    return text.replace('|', '\n').getBytes(StandardCharsets.UTF_8);
  }
}
