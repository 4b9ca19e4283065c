package io.minutebook.command.meeting;

import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.Form;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of the minutes of one meeting.
 *
 * <p>A command that makes an entry says where: {@code under} an entry (absent: at the top level,
 * except that a command may have a section of its own), and among its siblings right {@code after}
 * or right {@code before} one of them (both absent: as the last).
 */
public sealed interface MeetingCommand {

  /** A command that makes an entry somewhere in the outline. */
  sealed interface Placed extends MeetingCommand {
    @Nullable EntryRef under();

    @Nullable EntryRef after();

    @Nullable EntryRef before();
  }

  /** A command that published minutes take without a reason: it leaves what they say as it is. */
  sealed interface WhilePublished extends MeetingCommand {}

  /**
   * Begins the minutes of the meeting that is addressed.
   *
   * @param title needed unless they begin with what is set for the series
   * @param template whether they do: with its template, or its sections, and turns of duty
   * @param carry actions of earlier meetings that are carried over
   */
  record ScheduleMeeting(
      @Nullable String title, @Nullable Boolean template, @Nullable List<EntryAddress> carry)
      implements MeetingCommand {

    public ScheduleMeeting(String title) {
      this(title, null, null);
    }
  }

  /** The meeting takes place on another day; it keeps its name. */
  record Reschedule(LocalDate date) implements MeetingCommand {}

  record CorrectTitle(String title) implements MeetingCommand {}

  record SetCoordinates(String text) implements MeetingCommand {}

  record CancelMeeting(String reason) implements MeetingCommand {}

  record ReinstateMeeting() implements MeetingCommand {}

  /** Makes the minutes final: from now on they are only corrected, with a reason. */
  record PublishMinutes() implements WhilePublished {}

  /** Takes back that the minutes are final. */
  record ReopenMinutes(String reason) implements WhilePublished {}

  /** Who attended, the whole list. */
  record RecordAttendance(List<PersonLabel> people) implements MeetingCommand {}

  record AddAttendee(PersonLabel person) implements MeetingCommand {}

  record RemoveAttendee(PersonLabel person) implements MeetingCommand {}

  /** Adds a heading; {@code level} is 1 to 6, by default one below the section it stands under. */
  record AddSection(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Integer level,
      String title)
      implements Placed {}

  /** Words a heading anew; {@code level} is 1 to 6, by default the one it has. */
  record RenameSection(EntryRef section, String title, @Nullable Integer level)
      implements MeetingCommand {}

  record MoveSection(
      EntryRef section,
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before)
      implements Placed {}

  /** Removes a section; one that has entries only with {@code takeAlong}. */
  record RemoveSection(EntryRef section, @Nullable Boolean takeAlong) implements MeetingCommand {}

  record AddNote(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      String text)
      implements Placed {}

  record MoveEntry(
      EntryRef entry, @Nullable EntryRef under, @Nullable EntryRef after, @Nullable EntryRef before)
      implements Placed {}

  /** Words a note, or a section's "nothing", anew. */
  record RewordEntry(EntryRef entry, String text) implements MeetingCommand {}

  /** Takes an entry out; one that has entries below it only with {@code takeAlong}. */
  record RetractEntry(EntryRef entry, @Nullable String reason, @Nullable Boolean takeAlong)
      implements MeetingCommand {}

  /**
   * Changes how an entry is written and none of its fields; {@code source} is the exact text of its
   * block, from the end of the block before. With {@code form} it is set as that from now on: what
   * was an item may become a paragraph.
   */
  record ReformatEntry(EntryRef entry, @Nullable Form form, String source)
      implements MeetingCommand {}

  /** Says that a section has nothing, by default with "None this week". */
  record DeclareNothing(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      @Nullable String wording)
      implements Placed {}

  /** Adds an announcement, by default to the section "Announcements". */
  record AddAnnouncement(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      String text)
      implements Placed {}

  record RewordAnnouncement(EntryRef entry, String text) implements MeetingCommand {}

  record RetractAnnouncement(EntryRef entry, @Nullable String reason, @Nullable Boolean takeAlong)
      implements MeetingCommand {}

  /**
   * Says who has the duty; without a {@code person} the turn is open. By default in the section
   * whose title ends in "Duty".
   */
  record AssignDuty(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      DutySlot slot,
      @Nullable PersonLabel person,
      @Nullable Boolean tentative)
      implements Placed {}

  /** Gives the duty to somebody else. */
  record SwapDuty(EntryRef entry, @Nullable PersonLabel person, @Nullable Boolean tentative)
      implements MeetingCommand {}

  /**
   * Records how many tickets there are: of a {@code queue} in one row without a state, or of a
   * {@code board} in a row for each state. With {@code into} the rows are added to that board's
   * table; otherwise a table is made.
   *
   * @param wording for a queue: what follows the number, by default "open QUEUE tickets"
   * @param header for a board: the table's three head cells
   */
  record RecordTicketCounts(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable EntryRef into,
      @Nullable Form form,
      @Nullable String queue,
      @Nullable String board,
      @Nullable String wording,
      @Nullable List<String> header,
      List<CountRow> rows)
      implements Placed {

    /** A number of tickets, 0 to 999,999,999, in a state, with its change as stated. */
    public record CountRow(@Nullable String state, int count, @Nullable StatedDelta stated) {}
  }

  record CorrectTicketCount(EntryRef entry, int count, @Nullable StatedDelta stated)
      implements MeetingCommand {}

  /**
   * Records the tickets of releases: a row for each status, in it a number for each of {@code
   * columns} (versions, "Both", "Total"). With {@code into} the rows are added to that table.
   */
  record RecordReleaseCounts(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable EntryRef into,
      @Nullable List<String> columns,
      @Nullable List<String> header,
      List<ReleaseRow> rows)
      implements Placed {

    /** The numbers of one status, one for each column. */
    public record ReleaseRow(String status, List<ReleaseCount.Counted> counts) {}
  }

  record CorrectReleaseCount(EntryRef entry, List<ReleaseCount.Counted> counts)
      implements MeetingCommand {}

  /** Plans a release: {@code under} is the table of the schedule, or a section that gets one. */
  record ScheduleRelease(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      ReleasePlan plan)
      implements Placed {}

  record RescheduleRelease(EntryRef entry, ReleasePlan plan) implements MeetingCommand {}

  record AddTable(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      List<String> header)
      implements Placed {}

  record AddRow(
      EntryRef under, @Nullable EntryRef after, @Nullable EntryRef before, List<String> cells)
      implements Placed {}

  record CorrectRow(EntryRef entry, List<String> cells) implements MeetingCommand {}

  /** Reports help given to a site, by default in the section "Support Update". */
  record ReportSupport(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      String site,
      List<PersonLabel> people,
      String text)
      implements Placed {}

  record CorrectSupport(EntryRef entry, String site, List<PersonLabel> people, String text)
      implements MeetingCommand {}

  /**
   * Assigns a new action item. Owners are labels as the minutes write them, at least one; tickets
   * that the text does not mention are added to it.
   */
  record AssignAction(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      List<PersonLabel> owners,
      String text,
      @Nullable List<Ticket> tickets,
      @Nullable LocalDate due)
      implements Placed {}

  /**
   * An action item of an earlier meeting of the series stands in these minutes too. What is not
   * said is as it stands there; by default it comes to the section of the same title, or else to
   * "Action Items".
   */
  record CarryOverAction(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      EntryAddress action,
      @Nullable List<PersonLabel> owners,
      @Nullable String text,
      @Nullable LocalDate due)
      implements Placed {}

  record ReassignAction(EntryRef action, List<PersonLabel> owners) implements MeetingCommand {}

  record RewordAction(EntryRef action, String text) implements MeetingCommand {}

  /** Sets the day that an action is due, or (absent) takes it away. */
  record RescheduleAction(EntryRef action, @Nullable LocalDate due) implements MeetingCommand {}

  record BlockAction(EntryRef action, String reason) implements WhilePublished {}

  record CompleteAction(EntryRef action, @Nullable String remark) implements WhilePublished {}

  record DropAction(EntryRef action, String reason) implements WhilePublished {}

  record ReopenAction(EntryRef action, @Nullable String reason) implements WhilePublished {}

  /** Records a decision, by default in the section "Decisions". */
  record RecordDecision(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      String text)
      implements Placed {}

  /** Records a decision that takes the place of an earlier one. */
  record SupersedeDecision(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      String text,
      EntryAddress supersedes)
      implements Placed {}

  /** Words a decision anew; what it supersedes is what is said here, or (absent) nothing. */
  record RewordDecision(EntryRef entry, String text, @Nullable EntryAddress supersedes)
      implements MeetingCommand {}

  /** Lists a package, by default at the end of the list of its stage, which is made if need be. */
  record ListPackage(
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      @Nullable Form form,
      PackageStage stage,
      String text)
      implements Placed {}

  record RewordPackage(EntryRef entry, String text) implements MeetingCommand {}

  /** A package comes to another stage, by default to the end of that stage's list. */
  record AdvancePackage(
      EntryRef entry,
      @Nullable EntryRef under,
      @Nullable EntryRef after,
      @Nullable EntryRef before,
      PackageStage stage)
      implements Placed {}

  /** Takes a package out; one that has entries below it only with {@code takeAlong}. */
  record WithdrawPackage(EntryRef entry, @Nullable String reason, @Nullable Boolean takeAlong)
      implements MeetingCommand {}
}
