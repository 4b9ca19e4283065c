package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.AssignAction;
import io.minutebook.command.meeting.MeetingCommand.CompleteAction;
import io.minutebook.command.meeting.MeetingCommand.CorrectTicketCount;
import io.minutebook.command.meeting.MeetingCommand.MoveEntry;
import io.minutebook.command.meeting.MeetingCommand.ReassignAction;
import io.minutebook.command.meeting.MeetingCommand.RecordAttendance;
import io.minutebook.command.meeting.MeetingCommand.ReformatEntry;
import io.minutebook.command.meeting.MeetingCommand.RetractEntry;
import io.minutebook.command.meeting.MeetingCommand.RewordEntry;
import io.minutebook.command.meeting.MeetingCommand.SwapDuty;
import io.minutebook.event.EntryId;
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
    return commands(
        SampleMinutes.minutes(), SampleMinutes.document().replace(old, replacement));
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
        .containsExactly(
            new ReassignAction(action("Paint"), List.of(new PersonLabel("Dag"))));
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
    assertThat(edit("Ada will write to the harbour master", "Ada has written to the harbour master"))
        .containsExactly(
            new RewordEntry(note, "Ada has written to the harbour master."));
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
        SampleMinutes.document().replace(line, "").replace("-   Weather:\n", line + "-   Weather:\n");
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
            Content.Action.class,
            a -> assertThat(a.status()).isEqualTo(ActionStatus.COMPLETED));
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
