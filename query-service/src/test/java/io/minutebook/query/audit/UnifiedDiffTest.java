package io.minutebook.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedDiffTest {

  private static final String[] LINES = {
    "one", "two", "three", "", "-   item", "+ plus", "@@ x", " "
  };

  @Test
  void a_changed_line_is_shown_with_the_lines_around_it() {
    assertThat(
            UnifiedDiff.between(
                "a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "b", "1\n2\n3\n4\n5\nsix\n7\n8\n9\n"))
        .isEqualTo(
            """
            --- a
            +++ b
            @@ -3,7 +3,7 @@
             3
             4
             5
            -6
            +six
             7
             8
             9
            """);
  }

  @Test
  void a_missing_end_of_the_last_line_is_said() {
    assertThat(UnifiedDiff.between("a", "x\n", "b", "x"))
        .isEqualTo(
            """
            --- a
            +++ b
            @@ -1,1 +1,1 @@
            -x
            +x
            \\ No newline at end of file
            """);
  }

  @Test
  void a_new_document_is_added_and_the_same_one_is_no_difference() {
    assertThat(UnifiedDiff.between("/dev/null", "", "b", "x\ny\n"))
        .isEqualTo("--- /dev/null\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n");
    assertThat(UnifiedDiff.between("a", "x\n", "b", "x\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void applied_to_the_one_it_gives_the_other(long seed) throws PatchFailedException {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      List<String> before = lines(random);
      List<String> after = lines(random);
      String diff = UnifiedDiff.between("a", whole(before), "b", whole(after));
      assertThat(UnifiedDiffUtils.parseUnifiedDiff(diff.lines().toList()).applyTo(before))
          .as(diff)
          .isEqualTo(after);
    }
  }

  private static List<String> lines(Random random) {
    return IntStream.range(0, random.nextInt(20))
        .mapToObj(i -> LINES[random.nextInt(LINES.length)])
        .toList();
  }

  private static String whole(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
