package io.minutebook.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.markdown.Unrecognised.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingReportTest {

  private static List<Reason> reasons(String document) {
    return ReadingReport.of(document).unrecognised().stream().map(Unrecognised::reason).toList();
  }

  @Test
  void it_counts_the_entries_of_each_kind() {
    assertThat(
            ReadingReport.of("# T\n\n## S\n\n-   AI (Ada): mend\n-   AI (Bo): tell\n-   said\n")
                .entriesByKind())
        .isEqualTo(Map.of("title", 1, "section", 1, "action", 2, "note", 1));
  }

  @Test
  void what_was_not_recognised_is_named_with_its_line_and_section() {
    assertThat(
            ReadingReport.of(
                    "# T\r\n\r\n## Pier\r\n\r\n### Crane\r\n\r\n\r\n-   TODO: grease it\r\n")
                .unrecognised())
        .containsExactly(
            new Unrecognised(8, List.of("Pier", "Crane"), "-   TODO: grease it", Reason.ACTION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Pier; AI - grease it; ACTION",
        "Pier; [ ] (Ada) grease it; ACTION",
        "Pier; DECISION: we go; DECISION",
        "Pier; Decision (supersedes last week): we go; DECISION",
        "Pier; 8 (a few) open tickets; DELTA",
        "Pier; 8 (+) open tickets; DELTA",
        "Triage Duty; many open tickets; COUNT",
        "Triage Duty; Last week: Ada; DUTY",
        "Support Update; Ada: helped with a rope; SUPPORT",
      })
  void what_looks_like_something_and_is_not_is_reported(
      String section, String line, Reason reason) {
    assertThat(reasons("# T\n\n## " + section + "\n\n-   " + line + "\n")).containsExactly(reason);
  }

  @Test
  void rows_and_tables_that_do_not_fit_are_reported() {
    assertThat(
            reasons(
                """
                # T

                ## Board

                | # of tickets | &Delta; | State |
                |---|---|---|
                | 4 | +1 | Open |
                | 4 | a bit | Closed |
                | many | +1 | Lost |

                | Owner | Left |
                |---|---|
                | Ada | 3 |
                """))
        .containsExactly(Reason.DELTA, Reason.ROW, Reason.TABLE);
  }

  @Test
  void packages_without_a_stage_are_reported_and_those_with_one_are_not() {
    assertThat(reasons("# T\n\n## R\n\n-   Both\n    -   crane 1.2\n"))
        .containsExactly(Reason.PACKAGES);
    assertThat(reasons("# T\n\n## R\n\n-   Released\n    -   Both\n        -   crane 1.2\n"))
        .isEmpty();
  }

  @Test
  void verbatim_blocks_and_what_stands_above_the_sections_are_reported() {
    assertThat(
            reasons(
                """
                # T

                Where: the pier

                ## S

                ```
                code
                ```

                > said

                <div>

                [a]: b

                ---
                """))
        .containsExactly(
            Reason.HEAD, Reason.CODE, Reason.QUOTE, Reason.HTML, Reason.LINK_DEFINITION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada told of the ticket that Bo opened",
        "Bo will find an owner for the crane",
        "we decided nothing",
        "12 tickets were sold for the fair"
      })
  void plain_notes_of_a_discussion_are_not(String line) {
    assertThat(reasons("# T\n\n## Pier\n\n-   " + line + "\n")).isEmpty();
  }
}
