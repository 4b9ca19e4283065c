package io.minutebook.command.meeting;

import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The commands that change the fields of an entry to those that a document has. */
final class Changes {

  private Changes() {}

  /**
   * What a person would say changed; nothing if the entry has become something else, which only a
   * command that says what it is now can tell.
   *
   * @param spot where the entry stands
   */
  static List<MeetingCommand> of(Entry standing, Content to, Spot spot) {
    EntryRef ref = EntryRef.of(standing.id());
    return switch (standing.content()) {
      case Content.Title from ->
          to instanceof Content.Title c ? List.of(new CorrectTitle(c.text())) : List.of();
      case Content.Coordinates from ->
          to instanceof Content.Coordinates c ? List.of(new SetCoordinates(c.text())) : List.of();
      case Content.Attendance from ->
          to instanceof Content.Attendance c
              ? List.of(new RecordAttendance(c.people()))
              : List.of();
      case Content.Section from ->
          to instanceof Content.Section c ? section(ref, from, c) : List.of();
      case Content.Note from ->
          to instanceof Content.Note c ? List.of(new RewordEntry(ref, c.text())) : List.of();
      case Content.Nothing from ->
          to instanceof Content.Nothing c ? List.of(new RewordEntry(ref, c.wording())) : List.of();
      case Content.Announcement from ->
          to instanceof Content.Announcement c
              ? List.of(new RewordAnnouncement(ref, c.text()))
              : List.of();
      case Content.Duty from ->
          to instanceof Content.Duty c && c.slot() == from.slot()
              ? List.of(new SwapDuty(ref, c.person(), c.tentative()))
              : List.of();
      case Content.QueueCount from ->
          to instanceof Content.QueueCount c
                  && Objects.equals(c.queue(), from.queue())
                  && c.wording().equals(from.wording())
              ? List.of(new CorrectTicketCount(ref, c.count(), c.stated()))
              : List.of();
      case Content.Table from -> List.of();
      case Content.TicketCount from ->
          to instanceof Content.TicketCount c
                  && c.board().equals(from.board())
                  && c.state().equals(from.state())
              ? List.of(new CorrectTicketCount(ref, c.count(), c.stated()))
              : List.of();
      case Content.ReleaseTickets from ->
          to instanceof Content.ReleaseTickets c
                  && c.status().equals(from.status())
                  && c.columns().size() == from.columns().size()
              ? List.of(new CorrectReleaseCount(ref, c.columns()))
              : List.of();
      case Content.Release from ->
          to instanceof Content.Release c
              ? List.of(new RescheduleRelease(ref, c.plan()))
              : List.of();
      case Content.Row from ->
          to instanceof Content.Row c ? List.of(new CorrectRow(ref, c.cells())) : List.of();
      case Content.Support from ->
          to instanceof Content.Support c
              ? List.of(new CorrectSupport(ref, c.site(), c.people(), c.text()))
              : List.of();
      case Content.Action from -> to instanceof Content.Action c ? action(ref, from, c) : List.of();
      case Content.Decision from ->
          to instanceof Content.Decision c
              ? List.of(new RewordDecision(ref, c.text(), c.supersedes()))
              : List.of();
      case Content.ListedPackage from ->
          to instanceof Content.ListedPackage c ? listed(ref, from, c, spot) : List.of();
    };
  }

  private static List<MeetingCommand> section(
      EntryRef ref, Content.Section from, Content.Section to) {
    Integer level = from.level() == to.level() ? null : to.level();
    return List.of(new RenameSection(ref, to.title(), level));
  }

  private static List<MeetingCommand> action(EntryRef ref, Content.Action from, Content.Action to) {
    List<MeetingCommand> changes = new ArrayList<>();
    if (!from.owners().equals(to.owners())) {
      changes.add(new ReassignAction(ref, to.owners()));
    }
    if (!from.text().equals(to.text())) {
      changes.add(new RewordAction(ref, to.text()));
    }
    if (!Objects.equals(from.due(), to.due())) {
      changes.add(new RescheduleAction(ref, to.due()));
    }
    return changes;
  }

  private static List<MeetingCommand> listed(
      EntryRef ref, Content.ListedPackage from, Content.ListedPackage to, Spot spot) {
    List<MeetingCommand> changes = new ArrayList<>();
    if (from.stage() != to.stage()) {
      changes.add(new AdvancePackage(ref, spot.under(), spot.after(), spot.before(), to.stage()));
    }
    if (!from.text().equals(to.text())) {
      changes.add(new RewordPackage(ref, to.text()));
    }
    return changes;
  }
}
