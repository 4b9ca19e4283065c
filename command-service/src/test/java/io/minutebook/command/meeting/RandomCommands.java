package io.minutebook.command.meeting;

import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.minutes.TableKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes commands that a scribe might send, at random, on what stands. */
final class RandomCommands {

  private static final List<String> WORDS =
      List.of("rope", "winch", "tide", "gangway", "ballast", "buoy", "anchor", "PIER-12", "`knot`");
  private static final List<String> PEOPLE = List.of("Ada", "Bo", "Cleo", "Dag", "Eske V");

  /** The meeting before, whose actions may be carried over. */
  static final MeetingId EARLIER = MeetingId.parse("harbour/2026-02-23");

  private static final List<PackageStage> STAGES = List.of(PackageStage.values());

  private final Random random;
  private Minutes minutes = Minutes.NONE;

  RandomCommands(Random random) {
    this.random = random;
  }

  MeetingCommand next(Minutes on) {
    minutes = on;
    return switch (random.nextInt(45)) {
      case 0 -> new CorrectTitle(text(4));
      case 1 -> new SetCoordinates(text(5));
      case 2 -> new RecordAttendance(people());
      case 3 -> new AddAttendee(person());
      case 4 -> new AddSection(section(), null, null, null, text(2));
      case 5 -> new RenameSection(anyOf(RandomCommands::isPlainSection), text(2), null);
      case 6 -> new RetractEntry(anyOf(e -> e.content() instanceof Content.Note), "wrong", true);
      case 7, 8 -> new AddNote(parent(), null, null, null, longText());
      case 9 -> new AddNote(null, sibling(), null, null, text(6));
      case 10 -> new AddNote(null, null, sibling(), null, text(6));
      case 11 -> new MoveEntry(any(Content.Note.class), parent(), null, null);
      case 12 -> new MoveEntry(any(Content.Action.class), null, null, sibling());
      case 13, 14 -> new RewordEntry(any(Content.Note.class), longText());
      case 15 -> new DeclareNothing(section(), null, null, null, null);
      case 16 -> new AddAnnouncement(null, null, null, null, longText());
      case 17 -> new RewordAnnouncement(any(Content.Announcement.class), text(5));
      case 18 -> new RetractAnnouncement(any(Content.Announcement.class), null, true);
      case 19 -> new AssignDuty(null, null, null, null, slot(), person(), random.nextBoolean());
      case 20 ->
          new SwapDuty(any(Content.Duty.class), random.nextInt(4) == 0 ? null : person(), true);
      case 21 ->
          new RecordTicketCounts(
              null,
              null,
              null,
              null,
              null,
              "Quay" + random.nextInt(99),
              null,
              null,
              null,
              List.of(new RecordTicketCounts.CountRow(null, count(), delta())));
      case 22 ->
          new RecordTicketCounts(
              null,
              null,
              null,
              null,
              null,
              null,
              "Board " + random.nextInt(99),
              null,
              null,
              List.of(
                  new RecordTicketCounts.CountRow("Open", count(), delta()),
                  new RecordTicketCounts.CountRow("Closed", count(), null)));
      case 23 ->
          new RecordTicketCounts(
              null,
              null,
              null,
              table(TableKind.TICKET_COUNTS),
              null,
              null,
              "Board",
              null,
              null,
              List.of(
                  new RecordTicketCounts.CountRow(
                      "State " + random.nextInt(999), count(), delta())));
      case 24, 25 -> new CorrectTicketCount(anyOf(RandomCommands::isCount), count(), delta());
      case 26 ->
          new CorrectReleaseCount(
              any(Content.ReleaseTickets.class),
              IntStream.range(0, 3)
                  .mapToObj(i -> new ReleaseCount.Counted(count(), delta()))
                  .toList());
      case 27 -> new ScheduleRelease(null, null, null, plan());
      case 28 -> new RescheduleRelease(any(Content.Release.class), plan());
      case 29 -> new AddRow(table(TableKind.OTHER), null, null, List.of("Cleo", "" + count()));
      case 30 -> new CorrectRow(any(Content.Row.class), List.of("Bo", text(2)));
      case 31 -> new ReportSupport(null, null, null, null, "East Quay", people(), longText());
      case 32 ->
          new AssignAction(
              parent(),
              null,
              null,
              null,
              people(),
              longText(),
              List.of(new Ticket("PIER-9")),
              random.nextBoolean() ? LocalDate.of(2027, 1, 1) : null);
      case 33 -> new ReassignAction(any(Content.Action.class), people());
      case 34 -> new RewordAction(any(Content.Action.class), longText());
      case 35 -> new RescheduleAction(any(Content.Action.class), LocalDate.of(2027, 2, 2));
      case 36, 37 -> new RecordDecision(null, null, null, null, longText());
      case 38 ->
          new SupersedeDecision(
              section(), null, null, null, text(4), new EntryAddress(EARLIER, entry(5)));
      case 39 -> new RewordDecision(any(Content.Decision.class), longText(), null);
      case 40, 41 -> new ListPackage(null, null, null, null, stage(), text(2));
      case 42 -> new RewordPackage(any(Content.ListedPackage.class), text(3));
      case 43 ->
          random.nextInt(3) == 0
              ? new WithdrawPackage(any(Content.ListedPackage.class), null, true)
              : new AdvancePackage(any(Content.ListedPackage.class), null, null, null, stage());
      case 44 ->
          new CarryOverAction(
              random.nextBoolean() ? null : section(),
              null,
              null,
              null,
              new EntryAddress(EARLIER, entry(40)),
              random.nextBoolean() ? null : people(),
              random.nextBoolean() ? null : longText(),
              null);
      default -> throw new IllegalStateException();
    };
  }

  private EntryId entry(int most) {
    return new EntryId(1 + random.nextInt(most));
  }

  private PackageStage stage() {
    return STAGES.get(random.nextInt(STAGES.size()));
  }

  private static boolean isCount(Entry entry) {
    return entry.content() instanceof Content.TicketCount
        || entry.content() instanceof Content.QueueCount;
  }

  /** Of the other sections the title is a sign of what their entries are. */
  private static boolean isPlainSection(Entry entry) {
    return entry.content() instanceof Content.Section section
        && !section
            .title()
            .matches("(?i).*(?:duty|support|announcement|board|jira|ready|released).*");
  }

  private EntryRef any(Class<? extends Content> kind) {
    return anyOf(entry -> kind.isInstance(entry.content()));
  }

  private EntryRef anyOf(Predicate<Entry> which) {
    List<Entry> entries = minutes.outline().inOrder().stream().filter(which).toList();
    return entries.isEmpty()
        ? new EntryRef("e999999")
        : EntryRef.of(entries.get(random.nextInt(entries.size())).id());
  }

  private EntryRef section() {
    return any(Content.Section.class);
  }

  private EntryRef table(TableKind kind) {
    return anyOf(e -> e.content() instanceof Content.Table t && t.tableKind() == kind);
  }

  private EntryRef parent() {
    return anyOf(
        e ->
            e.content() instanceof Content.Section
                || e.content() instanceof Content.Note
                || e.content() instanceof Content.Action);
  }

  private EntryRef sibling() {
    return anyOf(e -> e.content() instanceof Content.Note || e.content() instanceof Content.Action);
  }

  private String text(int words) {
    StringBuilder text = new StringBuilder("x" + random.nextInt(1000));
    for (int i = 0; i < words; i++) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private String longText() {
    return random.nextInt(3) == 0 ? text(5) + "\n" + text(4) : text(7);
  }

  private PersonLabel person() {
    return new PersonLabel(PEOPLE.get(random.nextInt(PEOPLE.size())));
  }

  private List<PersonLabel> people() {
    int from = random.nextInt(PEOPLE.size());
    int to = from + 1 + random.nextInt(PEOPLE.size() - from);
    return PEOPLE.subList(from, to).stream().map(PersonLabel::new).toList();
  }

  private DutySlot slot() {
    return random.nextBoolean() ? DutySlot.THIS_WEEK : DutySlot.NEXT_WEEK;
  }

  private int count() {
    return random.nextInt(500);
  }

  private @Nullable StatedDelta delta() {
    return random.nextInt(5) == 0 ? null : StatedDelta.of(random.nextInt(41) - 20);
  }

  private ReleasePlan plan() {
    return new ReleasePlan(
        null, "5." + random.nextInt(99), null, null, LocalDate.of(2026, 6, 2), text(2));
  }
}
