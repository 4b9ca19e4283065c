package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.meeting.MeetingCommand.AddAnnouncement;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.AddSection;
import io.minutebook.command.meeting.MeetingCommand.AssignAction;
import io.minutebook.command.meeting.MeetingCommand.CorrectTicketCount;
import io.minutebook.command.meeting.MeetingCommand.ReassignAction;
import io.minutebook.command.meeting.MeetingCommand.RecordTicketCounts;
import io.minutebook.command.meeting.MeetingCommand.RewordDecision;
import io.minutebook.command.meeting.MeetingCommand.SwapDuty;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.StatedDelta;
import io.minutebook.markdown.MarkdownReader;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.markdown.RoundTrip;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands put into a document looks like what was there. */
class WritingHabitsTest {

  private static Minutes minutes(String document) {
    return MeetingDecider.decideDocument(Minutes.NONE, SampleMinutes.MEETING, document).after();
  }

  private static EntryRef entry(Minutes minutes, Predicate<Content> content) {
    return minutes.outline().inOrder().stream()
        .filter(entry -> content.test(entry.content()))
        .map(Entry::id)
        .map(EntryRef::of)
        .findFirst()
        .orElseThrow();
  }

  private static EntryRef section(Minutes minutes, String title) {
    return entry(
        minutes, content -> content instanceof Content.Section s && s.title().equals(title));
  }

  private static String after(Minutes minutes, MeetingCommand command) {
    Minutes after = MeetingDecider.decide(minutes, SampleMinutes.MEETING, command).after();
    assertThat(RoundTrip.holds(after)).isTrue();
    return MarkdownWriter.write(after);
  }

  private static List<PersonLabel> people(String... labels) {
    return Stream.of(labels).map(PersonLabel::new).toList();
  }

  private static String board(String open, String closed) {
    return "# T\n\n## Board\n\n| # of tickets | &Delta; | State |\n|---|---|---|\n| 40 | "
        + open
        + " | Open |\n| 7 | "
        + closed
        + " | Closed |\n";
  }

  @ParameterizedTest
  @CsvSource({
    "+2, &minus;1, -3, &minus;3",
    "(+2), (-1), -3, (-3)",
    "(+2), (&#x2014;15), -3, (&#x2014;3)",
    "&minus;4, +1, -3, &minus;3",
    "(+2), (+1), -3, (-3)",
    "+2, &minus;1, 5, +5",
    "+2, &minus;1, (-3), (-3)"
  })
  void a_stated_change_is_written_as_the_document_writes_its_others(
      String open, String closed, String given, String written) {
    Minutes minutes = minutes(board(open, closed));
    EntryRef count =
        entry(minutes, content -> content instanceof Content.TicketCount c && c.count() == 40);
    assertThat(after(minutes, new CorrectTicketCount(count, 37, new StatedDelta(given))))
        .isEqualTo(board(open, closed).replace("| 40 | " + open, "| 37 | " + written));
  }

  @Test
  void a_new_row_states_its_change_like_the_others() {
    Minutes minutes = minutes(board("+2", "&minus;1"));
    RecordTicketCounts.CountRow row =
        new RecordTicketCounts.CountRow("Merged", 3, StatedDelta.of(-2));
    EntryRef table = entry(minutes, content -> content instanceof Content.Table);
    assertThat(
            after(
                minutes,
                new RecordTicketCounts(
                    null, null, null, table, null, null, "Board", null, null, List.of(row))))
        .isEqualTo(board("+2", "&minus;1") + "| 3 | &minus;2 | Merged |\n");
  }

  @Test
  void a_queue_states_its_change_in_one_pair_of_brackets() {
    Minutes minutes = minutes("# T\n\n## Duty\n\n-   8 (&minus;1) open tickets\n");
    EntryRef queue = entry(minutes, content -> content instanceof Content.QueueCount);
    assertThat(after(minutes, new CorrectTicketCount(queue, 6, new StatedDelta("(-3)"))))
        .endsWith("-   6 (&minus;3) open tickets\n");
  }

  @Test
  void a_cell_keeps_its_width_and_the_side_that_it_is_set_to() {
    String document = board("  +2", "-1  ").replace("| 40 |", "|  40 |");
    Minutes minutes = minutes(document);
    EntryRef count =
        entry(minutes, content -> content instanceof Content.TicketCount c && c.count() == 40);
    assertThat(after(minutes, new CorrectTicketCount(count, 9, new StatedDelta("+10"))))
        .contains("|   9 |  +10 | Open |\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-   AI(Ada): mend; -   AI(Bo, Cleo): mend",
        "* AI (Ada/Dag): mend; * AI (Bo/Cleo): mend",
        "+  AI (Ada & Dag): mend; +  AI (Bo & Cleo): mend",
        "-   AI: Ada - mend; -   AI: Bo, Cleo - mend"
      })
  void an_action_that_is_handed_on_keeps_its_form(String line, String written) {
    Minutes minutes = minutes("# T\n\n## S\n\n" + line + "  \n");
    EntryRef action = entry(minutes, content -> content instanceof Content.Action);
    assertThat(after(minutes, new ReassignAction(action, people("Bo", "Cleo"))))
        .isEqualTo("# T\n\n## S\n\n" + written + "  \n");
  }

  @Test
  void a_new_action_takes_bullet_form_and_indent_of_those_around_it() {
    Minutes minutes = minutes("# T\n\n## A\n\n* one\n  * AI(Ada): mend\n\n## B\n\n* two\n");
    EntryRef one = entry(minutes, content -> content.equals(new Content.Note("two")));
    assertThat(
            after(
                minutes, new AssignAction(one, null, null, null, people("Bo"), "tell", null, null)))
        .endsWith("* two\n  * AI(Bo): tell\n");
  }

  @Test
  void a_decision_stays_bold_and_a_turn_of_duty_keeps_its_mark() {
    Minutes minutes =
        minutes("# T\n\n## Duty\n\n-   Next week: Bo?\n\n## S\n\n-   **Decision:** we go\n");
    EntryRef decision = entry(minutes, content -> content instanceof Content.Decision);
    EntryAddress earlier = EntryAddress.parse("harbour/2026-02-23#e4");
    assertThat(after(minutes, new RewordDecision(decision, "we stay", earlier)))
        .endsWith("-   **Decision (supersedes harbour/2026-02-23#e4):** we stay\n");
    EntryRef duty = entry(minutes, content -> content instanceof Content.Duty);
    assertThat(after(minutes, new SwapDuty(duty, new PersonLabel("Ada"), true)))
        .contains("-   Next week: Ada?\n");
  }

  @Test
  void lines_end_as_they_do_in_the_document() {
    Minutes minutes = minutes("# T\r\n\r\n## Announcements\r\n\r\n-   one\r\n");
    assertThat(after(minutes, new AddAnnouncement(null, null, null, null, "two\nlines")))
        .isEqualTo("# T\r\n\r\n## Announcements\r\n\r\n-   one\r\n-   two\r\n    lines\r\n");
  }

  @Test
  void items_with_blank_lines_between_them_get_one_more_and_headings_their_distance() {
    Minutes minutes = minutes("# T\n\n## S\n\n-   one\n\n-   two\n\n\n\n## U\n\ntext\n");
    assertThat(after(minutes, new AddNote(section(minutes, "S"), null, null, null, "three")))
        .contains("-   one\n\n-   two\n\n-   three\n");
    assertThat(after(minutes, new AddSection(null, null, null, 2, "V")))
        .endsWith("text\n\n\n\n## V\n");
  }

  private static final List<String> LINES =
      List.of(
          "-   Decision: we go",
          "-   **Decision:** we stay",
          "Decision (supersedes harbour/2026-02-23#e4): we wait",
          "-   Ready for Testing\n    -   3.5.1\n        -   crane 1.2\n            -   new ropes",
          "-   Released\n    -   Both\n        -   Nothing\n    -   winch 2.0",
          "### Ready for Release\n\n-   Quay 3.4.0\n    -   pulley\n-   anchor (heavy)",
          "### Triage Duty\n\n-   This week: Ada\n-   Next week: Bo (?)\n-   3 (+1) open tickets",
          "-   AI (Ada?): mend it (due 2026-03-09)",
          "-   plain\n    -   AI: Bo - tell",
          "None this week",
          "## Support Update\n\n-   North (Ada/Bo) - a rope",
          "## Announcements\n\n-   Fair on Friday\n    -   bring cake",
          "1.  one\n2.  two",
          "| Owner | Left |\n|---|---|\n| Ada | 3 |",
          "```\ncode\n```",
          "some text\nin two lines");

  @Test
  void the_canonical_form_of_any_of_it_reads_back_to_the_same_fields() {
    long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int run = 0; run < 5 * Integer.getInteger("minutebook.test.runs", 40); run++) {
      StringBuilder document = new StringBuilder("# Quay weekly\n\n## Pier\n\n");
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        document.append(LINES.get(random.nextInt(LINES.size()))).append("\n\n");
      }
      String canonical = MarkdownWriter.write(minutes(document.toString()).withoutSources());
      String at = "seed " + seed + ", run " + run + ":\n" + document + "\nas\n" + canonical;
      assertThat(said(minutes(canonical))).as(at).isEqualTo(said(minutes(document.toString())));
      assertThat(MarkdownReader.read(canonical)).as(at).isNotEmpty();
    }
  }

  /** The entries of a document with their forms and where they stand, without their sources. */
  private static List<String> said(Minutes minutes) {
    return minutes.outline().inOrder().stream()
        .map(entry -> depth(minutes, entry) + " " + entry.form() + " " + entry.content())
        .toList();
  }

  private static int depth(Minutes minutes, @Nullable Entry entry) {
    int depth = 0;
    for (Entry at = entry; at != null && at.parent() != null; depth++) {
      at = minutes.outline().get(Objects.requireNonNull(at.parent()));
    }
    return depth;
  }
}
