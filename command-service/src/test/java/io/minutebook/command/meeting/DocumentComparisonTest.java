package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AddAnnouncement;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.AssignAction;
import io.minutebook.command.meeting.MeetingCommand.CompleteAction;
import io.minutebook.command.meeting.MeetingCommand.CorrectTicketCount;
import io.minutebook.command.meeting.MeetingCommand.MoveEntry;
import io.minutebook.command.meeting.MeetingCommand.ReassignAction;
import io.minutebook.command.meeting.MeetingCommand.RecordAttendance;
import io.minutebook.command.meeting.MeetingCommand.ReformatEntry;
import io.minutebook.command.meeting.MeetingCommand.RenameSection;
import io.minutebook.command.meeting.MeetingCommand.RetractEntry;
import io.minutebook.command.meeting.MeetingCommand.RewordEntry;
import io.minutebook.command.meeting.MeetingCommand.SwapDuty;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.StatedDelta;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a person would say happened between one document and the next. */
class DocumentComparisonTest {

  private static Minutes of(String document) {
    return MeetingDecider.decideDocument(Minutes.NONE, SampleMinutes.MEETING, document).after();
  }

  private static List<MeetingCommand> commands(Minutes from, String to) {
    Decision decision = MeetingDecider.decideDocument(from, SampleMinutes.MEETING, to);
    assertThat(MarkdownWriter.write(decision.after())).isEqualTo(to);
    return decision.commands().stream().map(NamedCommand::command).toList();
  }

  private static List<MeetingCommand> edit(String old, String replacement) {
    assertThat(SampleMinutes.document()).contains(old);
    return commands(SampleMinutes.minutes(), SampleMinutes.document().replace(old, replacement));
  }

  private static EntryRef entry(Predicate<Content> which) {
    return SampleMinutes.minutes().outline().inOrder().stream()
        .filter(entry -> which.test(entry.content()))
        .map(Entry::id)
        .map(EntryRef::of)
        .findFirst()
        .orElseThrow();
  }

  private static EntryRef action(String text) {
    return entry(c -> c instanceof Content.Action a && a.text().startsWith(text));
  }

  @Test
  void an_owner_changed_is_a_reassigned_action() {
    assertThat(edit("AI (Ada, Bo): Paint", "AI (Dag): Paint"))
        .containsExactly(new ReassignAction(action("Paint"), List.of(new PersonLabel("Dag"))));
  }

  @Test
  void a_number_put_right_is_a_corrected_count() {
    EntryRef row = entry(c -> c instanceof Content.TicketCount t && t.state().equals("Open"));
    assertThat(edit("| 40           | +2 ", "| 41           | +3 "))
        .containsExactly(new CorrectTicketCount(row, 41, new StatedDelta("+3")));
  }

  @Test
  void another_person_on_duty_is_a_swap() {
    EntryRef duty = entry(c -> c instanceof Content.Duty);
    assertThat(edit("This week: Ada", "This week: Bo"))
        .containsExactly(new SwapDuty(duty, new PersonLabel("Bo"), false));
  }

  @Test
  void a_word_changed_is_a_rewording() {
    EntryRef note = entry(c -> c instanceof Content.Note n && n.text().startsWith("Ada will"));
    assertThat(
            edit("Ada will write to the harbour master", "Ada has written to the harbour master"))
        .containsExactly(new RewordEntry(note, "Ada has written to the harbour master."));
  }

  @Test
  void other_padding_is_no_more_than_reformatting() {
    assertThat(edit("| 7            | (-3) ", "| 7 | (-3) "))
        .singleElement()
        .isInstanceOf(ReformatEntry.class);
    assertThat(edit("\n\n\n## Pier Team", "\n\n## Pier Team"))
        .singleElement()
        .isInstanceOf(ReformatEntry.class);
  }

  @Test
  void a_line_moved_keeps_its_identity() {
    String line = "-   AI (Ada, Bo): Paint the bollards (PIER-101)\n";
    String document =
        SampleMinutes.document()
            .replace(line, "")
            .replace("-   Weather:\n", line + "-   Weather:\n");
    assertThat(commands(SampleMinutes.minutes(), document))
        .filteredOn(MoveEntry.class::isInstance)
        .hasSize(1);
    assertThat(commands(SampleMinutes.minutes(), document))
        .noneMatch(c -> c instanceof RetractEntry || c instanceof AssignAction);
  }

  @Test
  void a_new_line_is_added_where_it_stands_and_a_missing_one_is_retracted() {
    assertThat(edit("-   Weather:\n", "-   Tides\n-   Weather:\n"))
        .singleElement()
        .isInstanceOfSatisfying(AddNote.class, c -> assertThat(c.text()).isEqualTo("Tides"));
    assertThat(edit("        - Friday is calm\n", ""))
        .singleElement()
        .isInstanceOf(RetractEntry.class);
  }

  @Test
  void what_happened_to_an_action_since_stays_when_its_line_stays() {
    EntryRef paint = action("Paint");
    Minutes completed =
        MeetingDecider.decide(
                SampleMinutes.minutes(), SampleMinutes.MEETING, new CompleteAction(paint, null))
            .after();

    Minutes after =
        MeetingDecider.decideDocument(
                completed,
                SampleMinutes.MEETING,
                SampleMinutes.document().replace("Paint the bollards", "Paint all the bollards"))
            .after();

    assertThat(after.outline().get(new EntryId(paint.text())).content())
        .isInstanceOfSatisfying(
            Content.Action.class, a -> assertThat(a.status()).isEqualTo(ActionStatus.COMPLETED));
  }

  private static List<NamedCommand> named(Minutes from, String to) {
    Decision decision = MeetingDecider.decideDocument(from, SampleMinutes.MEETING, to);
    assertThat(MarkdownWriter.write(decision.after())).isEqualTo(to);
    assertThat(KeptIdentity.violations(from, decision.after())).isEmpty();
    return decision.commands();
  }

  private static EntryRef in(Minutes minutes, String wording) {
    return minutes.outline().inOrder().stream()
        .filter(entry -> String.valueOf(entry.source()).contains(wording))
        .map(Entry::id)
        .map(EntryRef::of)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_note_that_becomes_an_action_stays_what_it_is_with_what_is_under_it() {
    Minutes minutes = of("# T\n\n## Team\n\n-   Mend the net\n    -   it has holes\n");
    assertThat(
            named(minutes, "# T\n\n## Team\n\n-   AI (Bo): Mend the net\n    -   it has holes\n"))
        .containsExactly(
            new NamedCommand(
                null,
                in(minutes, "Mend"),
                new AssignAction(
                    null,
                    null,
                    null,
                    Form.BULLET,
                    List.of(new PersonLabel("Bo")),
                    "Mend the net",
                    List.of(),
                    null)));
  }

  @Test
  void a_note_that_comes_under_another_heading_is_moved_and_is_what_it_is_there() {
    String line = "-   West Quay (Ada): new lamps\n";
    Minutes minutes =
        of("# T\n\n### Discussion\n\n" + line + "\n### Support Update\n\nNone this week\n");
    EntryRef lamps = in(minutes, "lamps");
    List<NamedCommand> commands =
        named(minutes, "# T\n\n### Discussion\n\nNone this week\n\n### Support Update\n\n" + line);
    assertThat(commands)
        .extracting(NamedCommand::turns, named -> named.command().getClass())
        .contains(tuple(lamps, MeetingCommand.ReportSupport.class));
    assertThat(commands)
        .noneMatch(named -> named.command() instanceof RetractEntry)
        .hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void what_stands_under_a_heading_that_is_worded_anew_is_what_it_is_under_that() {
    Minutes minutes = of("# T\n\n## Anouncements\n\n-   The crane is closed\n-   Bo is away\n");
    assertThat(
            named(minutes, "# T\n\n## Announcements\n\n-   The crane is closed\n-   Bo is away\n"))
        .containsExactly(
            new NamedCommand(null, new RenameSection(in(minutes, "Anounc"), "Announcements", null)),
            new NamedCommand(
                null,
                in(minutes, "crane"),
                new AddAnnouncement(null, null, null, Form.BULLET, "The crane is closed")),
            new NamedCommand(
                null,
                in(minutes, "away"),
                new AddAnnouncement(null, null, null, Form.BULLET, "Bo is away")));
  }

  private static final String BOARD =
      """
      # T

      ## Dockside

      | # of tickets | &Delta; | State |
      |---|---|---|
      | 4 | +1 | Open |
      | 2 | -1 | Closed |
      """;

  @Test
  void the_rows_of_a_board_keep_their_identity_when_it_gets_another_name() {
    Minutes minutes = of(BOARD);
    Decision decision =
        MeetingDecider.decideDocument(
            minutes, SampleMinutes.MEETING, BOARD.replace("Dockside", "Quayside"));
    assertThat(decision.events()).hasSize(2);
    assertThat(decision.after().outline().get(new EntryId(in(minutes, "| 4 |").text())).content())
        .isEqualTo(new Content.TicketCount("Quayside", "Open", 4, new StatedDelta("+1")));
  }

  @Test
  void the_rows_of_a_table_keep_their_identity_when_its_head_is_worded_anew() {
    Minutes minutes = of(BOARD);
    assertThat(named(minutes, BOARD.replace("# of tickets", "Number of tickets")))
        .singleElement()
        .extracting(NamedCommand::turns)
        .isEqualTo(in(minutes, "# of tickets"));
  }

  @Test
  void a_row_is_told_by_its_state_whatever_else_changes_and_wherever_its_table_goes() {
    Minutes minutes = of(BOARD + "\n## Team\n\n-   a note of the team\n");
    String moved = BOARD.replace("| 4 | +1 |", "| 19 | -8 |").substring("# T\n\n".length());
    assertThat(named(minutes, "# T\n\n## Team\n\n-   a note of the team\n\n" + moved))
        .extracting(NamedCommand::command)
        .contains(new CorrectTicketCount(in(minutes, "| 4 |"), 19, new StatedDelta("-8")))
        .filteredOn(command -> !(command instanceof ReformatEntry))
        .hasSize(2)
        .anyMatch(MeetingCommand.MoveSection.class::isInstance);
  }

  @Test
  void a_bullet_that_becomes_a_number_or_a_paragraph_is_set_otherwise_and_no_more() {
    Minutes minutes = of("# T\n\n-   Load the barge\n-   Sign the papers\n");
    assertThat(named(minutes, "# T\n\n1.  Load the barge\n2.  Sign the papers\n"))
        .extracting(NamedCommand::command)
        .containsExactly(
            new ReformatEntry(in(minutes, "barge"), new Form("1."), "\n1.  Load the barge\n"),
            new ReformatEntry(in(minutes, "papers"), new Form("2."), "2.  Sign the papers\n"));
    assertThat(named(minutes, "# T\n\nLoad the barge\n\n-   Sign the papers\n"))
        .extracting(NamedCommand::command)
        .contains(new ReformatEntry(in(minutes, "barge"), Form.PARAGRAPH, "\nLoad the barge\n"));
  }

  @Test
  void a_heading_at_another_level_takes_what_belongs_to_it_along() {
    Minutes minutes = of("# T\n\n## One\n\n-   a\n\n## Two\n\n-   b\n-   c\n");
    assertThat(named(minutes, "# T\n\n## One\n\n-   a\n\n### Two\n\n-   b\n-   c\n"))
        .extracting(NamedCommand::command)
        .containsExactly(
            new MeetingCommand.MoveSection(
                in(minutes, "Two"), in(minutes, "One"), in(minutes, "-   a"), null),
            new RenameSection(in(minutes, "Two"), "Two", 3));
  }

  @Test
  void an_entry_put_under_a_new_one_is_moved_once_with_all_that_is_under_it() {
    Minutes minutes = of("# T\n\n-   Weather\n    -   storms\n    -   rain\n-   Tides\n");
    assertThat(
            named(
                minutes,
                "# T\n\n-   Outlook\n    -   Weather\n        -   storms\n        -   rain\n-   Tides\n"))
        .extracting(NamedCommand::command)
        .hasSize(2)
        .anyMatch(AddNote.class::isInstance)
        .anyMatch(MoveEntry.class::isInstance);
  }

  @Test
  void a_package_put_in_the_next_list_is_advanced_and_a_list_renamed_advances_what_it_holds() {
    String lists =
        """
        # T

        ## Release Team

        -   Ready for Testing
            -   net-tools 1.2
            -   buoy 3
        -   Ready for Release
            -   rope-tools 2.0
        """;
    Minutes minutes = of(lists);
    assertThat(
            named(
                minutes, lists.replace("    -   net-tools 1.2\n", "") + "    -   net-tools 1.2\n"))
        .extracting(NamedCommand::command)
        .containsExactly(
            new MeetingCommand.AdvancePackage(
                in(minutes, "net-tools"),
                in(minutes, "Ready for Release"),
                in(minutes, "rope-tools"),
                null,
                PackageStage.READY_FOR_RELEASE));
    Decision renamed =
        MeetingDecider.decideDocument(
            minutes, SampleMinutes.MEETING, lists.replace("Ready for Release", "Released"));
    assertThat(renamed.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("EntryReworded", "PackageAdvanced");
  }

  @Test
  void a_decision_worded_anew_is_the_same_decision() {
    Minutes minutes = of("# T\n\n## Team\n\n-   Decision: The hull is painted green\n");
    assertThat(named(minutes, "# T\n\n## Team\n\n-   Decision: The hull is painted dark green\n"))
        .extracting(NamedCommand::command)
        .containsExactly(
            new MeetingCommand.RewordDecision(
                in(minutes, "hull"), "The hull is painted dark green", null));
  }

  @Test
  void a_section_that_moves_is_one_move() {
    Minutes minutes = of("# T\n\n## One\n\n-   a\n-   b\n\n## Two\n\n-   c\n\n## Three\n\n-   d\n");
    assertThat(
            named(
                minutes, "# T\n\n## Two\n\n-   c\n\n## Three\n\n-   d\n\n## One\n\n-   a\n-   b\n"))
        .extracting(NamedCommand::command)
        .singleElement()
        .isInstanceOf(MeetingCommand.MoveSection.class);
  }

  @Test
  void a_heading_worded_quite_otherwise_is_the_one_that_holds_the_same() {
    Minutes minutes = of("# T\n\n## Pier\n\n-   paint the rail\n-   oil the crane\n");
    assertThat(
            named(
                minutes,
                "# T\n\n## Works on the waterside\n\n-   paint the rail\n-   oil the crane\n"))
        .extracting(NamedCommand::command)
        .containsExactly(new RenameSection(in(minutes, "Pier"), "Works on the waterside", null));
  }

  @Test
  void attendance_within_a_list_is_a_note_and_does_not_become_the_attendance() {
    String listed = "# T\n\n-   **Attending:** Ada\n";
    String proper = "# T\n\n-   **Attending:** Ada\n\n**Attending:** Ada, Bo\n";
    Minutes minutes = of(listed);
    assertThat(minutes.attendance()).isEmpty();
    assertThat(commands(minutes, proper))
        .containsExactly(
            new RecordAttendance(List.of(new PersonLabel("Ada"), new PersonLabel("Bo"))));
    assertThat(commands(of(proper), listed)).singleElement().isInstanceOf(RetractEntry.class);
    assertThat(commands(of(proper), proper.replace("-   **Att", "**Att"))).isNotEmpty();
  }

  @Test
  void a_text_without_a_title_is_no_document() {
    for (String document : List.of("", "\n\n", "just text\n", "## Section\n", "#\n")) {
      assertThatThrownBy(() -> of(document))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("document"));
    }
  }

  @Test
  void control_characters_and_blocks_too_long_are_refused_with_their_line() {
    assertThatThrownBy(() -> of("# T\n\na\u0000b\n")).hasMessageContaining("Line 3");
    assertThatThrownBy(() -> of("# T\n\n" + "x".repeat(70_000) + "\n"))
        .hasMessageContaining("line 3");
  }
}
