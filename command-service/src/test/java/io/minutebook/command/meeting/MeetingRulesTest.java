package io.minutebook.command.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules that protect the record: what is refused, and which field is at fault. */
class MeetingRulesTest {

  private static final List<PersonLabel> ADA = List.of(new PersonLabel("Ada"));

  private Minutes minutes = SampleMinutes.minutes();

  private EntryRef the(Predicate<Content> which) {
    return minutes.outline().inOrder().stream()
        .filter(entry -> which.test(entry.content()))
        .map(Entry::id)
        .map(EntryRef::of)
        .findFirst()
        .orElseThrow();
  }

  private EntryRef section(String title) {
    return the(c -> c instanceof Content.Section s && s.title().equals(title));
  }

  private EntryRef action() {
    return the(Content.Action.class::isInstance);
  }

  private void does(MeetingCommand command) {
    minutes = MeetingDecider.decide(minutes, SampleMinutes.MEETING, command).after();
  }

  private void refuses(MeetingCommand command, Refusal.Kind kind, @Nullable String field) {
    assertThatThrownBy(() -> MeetingDecider.decide(minutes, SampleMinutes.MEETING, command))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(kind);
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(refusal.getMessage()).isNotBlank();
            });
  }

  private void refuses(MeetingCommand command, String field) {
    refuses(command, Refusal.Kind.INVALID, field);
  }

  private static AssignAction assign(
      @Nullable EntryRef under, List<PersonLabel> owners, String text, @Nullable LocalDate due) {
    return new AssignAction(under, null, null, null, owners, text, null, due);
  }

  @Test
  void an_action_has_an_owner_a_text_and_no_day_before_the_meeting() {
    EntryRef team = section("Pier Team");
    refuses(assign(team, List.of(), "mend", null), "owners");
    refuses(assign(team, ADA, "  ", null), "text");
    refuses(assign(team, ADA, "mend", LocalDate.of(2026, 3, 1)), "due");
    refuses(assign(team, List.of(new PersonLabel("a/b")), "mend", null), "owners[0]");
    refuses(assign(team, List.of(ADA.getFirst(), ADA.getFirst()), "mend", null), "owners[1]");
    refuses(assign(new EntryRef("e999"), ADA, "mend", null), Refusal.Kind.NOT_FOUND, "under");
    refuses(assign(new EntryRef("$x"), ADA, "mend", null), "under");
    does(assign(team, ADA, "mend", LocalDate.of(2026, 3, 2)));
  }

  @Test
  void tickets_that_the_text_does_not_mention_are_added_to_it() {
    does(
        new AssignAction(
            section("Pier Team"),
            null,
            null,
            null,
            ADA,
            "mend NET-1",
            List.of(new Ticket("NET-1"), new Ticket("NET-2")),
            null));
    assertThat(MarkdownWriter.write(minutes)).contains("-   AI (Ada): mend NET-1 (NET-2)\n");
  }

  @Test
  void texts_are_bounded_and_inline() {
    EntryRef team = section("Pier Team");
    refuses(new AddNote(team, null, null, null, "x".repeat(64 * 1024 + 1)), "text");
    does(new AddNote(team, null, null, null, "x".repeat(64 * 1024)));
    for (String text :
        List.of("- a list", "# a heading", "one\n\ntwo", "```", "> quote", "\u0007")) {
      refuses(new AddNote(team, null, null, null, text), "text");
    }
    does(new AddNote(team, null, null, null, "\\- no list"));
  }

  @Test
  void counts_are_not_negative_and_a_state_is_counted_once() {
    EntryRef row = the(Content.TicketCount.class::isInstance);
    refuses(new CorrectTicketCount(row, -1, null), "count");
    refuses(
        new RecordTicketCounts(
            null,
            null,
            null,
            null,
            null,
            null,
            "Other",
            null,
            null,
            List.of(
                new RecordTicketCounts.CountRow("Open", 1, null),
                new RecordTicketCounts.CountRow("Open", 2, null))),
        "rows[1].state");
  }

  @Test
  void what_is_retracted_can_no_longer_be_edited() {
    EntryRef note = the(c -> c instanceof Content.Note n && n.text().startsWith("Ada will"));
    does(new RetractEntry(note, "said in error", null));
    refuses(new RewordEntry(note, "again"), Refusal.Kind.CONFLICT, "entry");
    assertThat(minutes.outline().find(new EntryId(note.text()))).isEmpty();
  }

  @Test
  void a_section_with_entries_goes_only_when_told_to_take_them_along() {
    refuses(new RemoveSection(section("Pier Team"), null), Refusal.Kind.CONFLICT, "takeAlong");
    does(new RemoveSection(section("Pier Team"), true));
    assertThat(MarkdownWriter.write(minutes))
        .doesNotContain("bollards")
        .contains("## Release Team");
  }

  @Test
  void an_action_that_is_done_is_not_done_again_but_may_be_reopened() {
    EntryRef action = action();
    String before = MarkdownWriter.write(minutes);
    does(new CompleteAction(action, null));
    refuses(new CompleteAction(action, null), Refusal.Kind.CONFLICT, "action");
    refuses(new DropAction(action, "no"), Refusal.Kind.CONFLICT, "action");
    does(new ReopenAction(action, "not yet after all"));
    refuses(new ReopenAction(action, null), Refusal.Kind.CONFLICT, "action");
    assertThat(MarkdownWriter.write(minutes)).isEqualTo(before);
  }

  @Test
  void a_cancelled_meeting_takes_nothing_but_being_reinstated() {
    does(new CancelMeeting("storm"));
    refuses(new AddAnnouncement(null, null, null, null, "x"), Refusal.Kind.CONFLICT, null);
    does(new ReinstateMeeting());
    does(new AddAnnouncement(null, null, null, null, "x"));
  }

  @Test
  void a_meeting_is_begun_once() {
    refuses(new ScheduleMeeting("Again"), Refusal.Kind.CONFLICT, null);
  }

  @Test
  void an_entry_does_not_stand_under_itself_nor_where_nothing_can() {
    EntryRef gangway = the(c -> c instanceof Content.Note n && n.text().startsWith("Gangway"));
    EntryRef inside =
        EntryRef.of(minutes.outline().get(new EntryId(gangway.text())).children().getFirst());
    refuses(new MoveEntry(gangway, inside, null, null), "under");
    refuses(new AddNote(new EntryRef("e1"), null, null, null, "x"), "under");
    refuses(
        new AddNote(the(Content.TicketCount.class::isInstance), null, null, null, "x"), "under");
    refuses(new AddNote(null, null, null, null, "x"), "under");
  }

  @Test
  void a_heading_keeps_its_neighbours_where_they_belong() {
    refuses(new AddSection(section("Pier Team"), null, null, 2, "Too high"), "level");
    refuses(new AddSection(null, section("Pier Team"), null, 3, "Under it then"), "level");
    does(new AddSection(null, section("Pier Team"), null, 2, "Between"));
  }

  @Test
  void reformatting_says_nothing_new() {
    EntryRef row = the(Content.TicketCount.class::isInstance);
    refuses(new ReformatEntry(row, null, "| 41 | +2 | Open |\n"), "source");
    does(new ReformatEntry(row, null, "| 40 | +2 | Open |\n"));
    assertThat(MarkdownWriter.write(minutes)).contains("\n| 40 | +2 | Open |\n");
  }

  private void turns(EntryRef entry, MeetingCommand command) {
    minutes =
        MeetingDecider.decideAll(
                minutes,
                SampleMinutes.MEETING,
                List.of(new NamedCommand(null, entry, command)),
                Circumstances.NONE)
            .after();
  }

  private void refusesToTurn(EntryRef entry, MeetingCommand command, String field) {
    assertThatThrownBy(() -> turns(entry, command))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.field()).isEqualTo("commands[0]." + field));
  }

  @Test
  void a_note_is_turned_into_an_action_where_it_stands_with_what_is_under_it() {
    EntryRef weather = the(c -> c instanceof Content.Note n && n.text().equals("Weather:"));
    List<EntryId> under = minutes.outline().get(new EntryId(weather.text())).children();

    turns(weather, assign(null, ADA, "Watch the weather", null));

    Entry turned = minutes.outline().get(new EntryId(weather.text()));
    assertThat(turned.content())
        .isEqualTo(new Content.Action(ADA, "Watch the weather", List.of(), null));
    assertThat(turned.children()).isEqualTo(under);
    assertThat(MarkdownWriter.write(minutes))
        .contains("\n-   AI (Ada): Watch the weather\n        - storms expected,\n");
  }

  @Test
  void only_texts_are_turned_and_only_into_another_kind_of_text() {
    EntryRef note = the(Content.Note.class::isInstance);
    AddNote text = new AddNote(null, null, null, null, "text");
    refusesToTurn(section("Pier Team"), text, "turns");
    refusesToTurn(the(Content.Table.class::isInstance), text, "turns");
    refusesToTurn(the(Content.Row.class::isInstance), text, "turns");
    refusesToTurn(the(Content.Title.class::isInstance), text, "turns");
    refusesToTurn(new EntryRef("e999"), text, "turns");
    refusesToTurn(note, text, "turns");
    refusesToTurn(note, new AddTable(null, null, null, List.of("a")), "turns");
    refusesToTurn(note, new RetractEntry(note, null, null), "turns");
    refusesToTurn(note, assign(section("Pier Team"), ADA, "text", null), "under");
    refusesToTurn(note, assign(null, List.of(), "text", null), "owners");
  }

  @Test
  void a_heading_gets_another_level_only_where_all_stays_in_its_place() {
    refuses(new RenameSection(section("Pier Team"), "Pier Team", 7), "level");
    refuses(new RenameSection(section("Pier Team"), "Pier Team", 3), "level");
    refuses(new RenameSection(section("Support Update"), "Support Update", 4), "level");
    does(new RenameSection(section("Triage Duty"), "Triage Duty", 4));
    assertThat(MarkdownWriter.write(minutes)).contains("\n#### Triage Duty\n");
  }

  @Test
  void who_attended_is_named_once() {
    refuses(new RecordAttendance(List.of(ADA.getFirst(), ADA.getFirst())), "people[1]");
    refuses(new RemoveAttendee(new PersonLabel("Nobody")), Refusal.Kind.NOT_FOUND, "person");
    does(new AddAttendee(new PersonLabel("Eske")));
    assertThat(MarkdownWriter.write(minutes))
        .contains("**Attending:** Ada, Bo, Cleo (late), Dag, Eske\n");
  }

  @Test
  void minutes_have_ten_thousand_entries_at_most() {
    StringBuilder document = new StringBuilder("# Long\n\n## Notes\n\n");
    for (int i = 0; i < 9_998; i++) {
      document.append("-   n").append(i).append('\n');
    }
    minutes =
        MeetingDecider.decideDocument(Minutes.NONE, SampleMinutes.MEETING, document.toString())
            .after();
    refuses(
        new AddNote(section("Notes"), null, null, null, "one too many"),
        Refusal.Kind.INVALID,
        "entries");
    String longer = document + "-   one too many\n";
    assertThatThrownBy(() -> MeetingDecider.decideDocument(minutes, SampleMinutes.MEETING, longer))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("document"));
  }

  @Test
  void no_text_is_empty_or_over_the_limit() {
    EntryRef team = section("Pier Team");
    EntryRef note = the(c -> c instanceof Content.Note n && n.text().startsWith("Ada will"));
    for (String text : List.of("", " \n", "x".repeat(64 * 1024 + 1))) {
      refuses(new CorrectTitle(text), "title");
      refuses(new SetCoordinates(text), "text");
      refuses(new CancelMeeting(text), "reason");
      refuses(new AddSection(team, null, null, null, text), "title");
      refuses(new RenameSection(team, text, null), "title");
      refuses(new AddNote(team, null, null, null, text), "text");
      refuses(new RewordEntry(note, text), "text");
      refuses(new DeclareNothing(team, null, null, null, text), "wording");
      refuses(new AddAnnouncement(null, null, null, null, text), "text");
      refuses(new RewordAnnouncement(the(Content.Announcement.class::isInstance), text), "text");
      refuses(new ReportSupport(null, null, null, null, text, ADA, "a rope"), "site");
      refuses(new ReportSupport(null, null, null, null, "East Quay", ADA, text), "text");
      refuses(assign(team, ADA, text, null), "text");
      refuses(new RewordAction(action(), text), "text");
      refuses(new BlockAction(action(), text), "reason");
      refuses(new DropAction(action(), text), "reason");
      refuses(new RecordDecision(null, null, null, null, text), "text");
      refuses(
          new SupersedeDecision(
              null, null, null, null, text, EntryAddress.parse("harbour/2026-02-23#e1")),
          "text");
      refuses(new ListPackage(null, null, null, null, PackageStage.RELEASED, text), "text");
    }
    refuses(new RetractEntry(note, "x".repeat(64 * 1024 + 1), null), "reason");
    refuses(new CompleteAction(action(), ""), "remark");
    refuses(new ReopenAction(completed(), " "), "reason");
  }

  private EntryRef completed() {
    EntryRef action = action();
    does(new CompleteAction(action, null));
    return action;
  }

  @Test
  void no_count_is_negative_anywhere() {
    for (int count : new int[] {-1, Integer.MIN_VALUE, 1_000_000_000}) {
      refuses(
          new CorrectTicketCount(the(Content.TicketCount.class::isInstance), count, null), "count");
      refuses(
          new CorrectTicketCount(the(Content.QueueCount.class::isInstance), count, null), "count");
      RecordTicketCounts.CountRow row = new RecordTicketCounts.CountRow(null, count, null);
      refuses(
          new RecordTicketCounts(
              null, null, null, null, null, "Yard", null, null, null, List.of(row)),
          "rows[0].count");
    }
  }

  @Test
  void nobody_is_nobody_elsewhere_too() {
    refuses(new ReassignAction(action(), List.of()), "owners");
    refuses(new ReportSupport(null, null, null, null, "East Quay", List.of(), "a rope"), "people");
    refuses(
        new CorrectSupport(the(Content.Support.class::isInstance), "Quay", List.of(), "a rope"),
        "people");
    refuses(new AddAttendee(new PersonLabel("Ada, Bo")), "person");
  }

  @Test
  void a_day_before_the_meeting_is_none_on_which_anything_is_due() {
    LocalDate before = LocalDate.of(2026, 3, 1);
    refuses(new RescheduleAction(action(), before), "due");
    does(new RescheduleAction(action(), LocalDate.of(2026, 3, 2)));
    does(new Reschedule(LocalDate.of(2026, 3, 4)));
    refuses(new RescheduleAction(action(), LocalDate.of(2026, 3, 3)), "due");
    does(new RescheduleAction(action(), null));
  }

  @Test
  void nothing_that_was_retracted_is_edited_whatever_it_was() {
    EntryRef action = action();
    EntryRef announcement = the(Content.Announcement.class::isInstance);
    EntryRef duty = the(Content.Duty.class::isInstance);
    EntryRef section = section("Release Team");
    does(new RecordDecision(null, null, null, null, "Buy a boat"));
    EntryRef decision = the(Content.Decision.class::isInstance);
    does(new ListPackage(null, null, null, null, PackageStage.RELEASED, "rope 1.0"));
    EntryRef listed = the(Content.ListedPackage.class::isInstance);
    for (EntryRef gone : List.of(action, duty, decision)) {
      does(new RetractEntry(gone, null, true));
    }
    does(new RetractAnnouncement(announcement, null, true));
    does(new WithdrawPackage(listed, null, null));
    does(new RemoveSection(section, true));

    refuses(new RewordAction(action, "x"), Refusal.Kind.CONFLICT, "action");
    refuses(new ReassignAction(action, ADA), Refusal.Kind.CONFLICT, "action");
    refuses(new CompleteAction(action, null), Refusal.Kind.CONFLICT, "action");
    refuses(new RetractEntry(action, null, null), Refusal.Kind.CONFLICT, "entry");
    refuses(
        new MoveEntry(action, section("Pier Team"), null, null), Refusal.Kind.CONFLICT, "entry");
    refuses(new ReformatEntry(action, null, "x\n"), Refusal.Kind.CONFLICT, "entry");
    refuses(new AddNote(action, null, null, null, "x"), Refusal.Kind.CONFLICT, "under");
    refuses(new AddNote(null, action, null, null, "x"), Refusal.Kind.CONFLICT, "after");
    refuses(new AddNote(null, null, action, null, "x"), Refusal.Kind.CONFLICT, "before");
    refuses(new SwapDuty(duty, null, null), Refusal.Kind.CONFLICT, "entry");
    refuses(new RewordDecision(decision, "x", null), Refusal.Kind.CONFLICT, "entry");
    refuses(new RewordAnnouncement(announcement, "x"), Refusal.Kind.CONFLICT, "entry");
    refuses(new RewordPackage(listed, "x"), Refusal.Kind.CONFLICT, "entry");
    refuses(
        new AdvancePackage(listed, null, null, null, PackageStage.READY_FOR_TESTING),
        Refusal.Kind.CONFLICT,
        "entry");
    refuses(new RenameSection(section, "x", null), Refusal.Kind.CONFLICT, "section");
    refuses(new RemoveSection(section, true), Refusal.Kind.CONFLICT, "section");
  }

  @Test
  void a_package_with_entries_below_it_goes_only_when_told_to_take_them_along() {
    does(new ListPackage(null, null, null, null, PackageStage.RELEASED, "rope 1.0"));
    EntryRef listed = the(Content.ListedPackage.class::isInstance);
    does(new AddNote(listed, null, null, null, "in blue"));
    refuses(new WithdrawPackage(listed, null, null), Refusal.Kind.CONFLICT, "takeAlong");
    does(new WithdrawPackage(listed, "it was green", true));
  }
}
