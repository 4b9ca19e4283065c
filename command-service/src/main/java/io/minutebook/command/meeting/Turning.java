package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.*;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;

/** Whether a standing entry may be turned into what a command would otherwise make anew. */
final class Turning {

  private Turning() {}

  /**
   * Refuses what cannot be: text turns into text, within its place.
   *
   * @throws Refusal naming the field at fault
   */
  static void check(Entry entry, MeetingCommand command) {
    switch (Node.structure(entry.content())) {
      case DOCUMENT, TITLE, SECTION, TABLE, ROW ->
          throw Refusal.invalid(
              "turns", "The entry " + entry.id() + " is not a text; only texts turn into another.");
      case TEXT -> {}
    }
    MeetingCommand.Placed placed = text(command);
    String field =
        placed.under() != null
            ? "under"
            : placed.after() != null ? "after" : placed.before() != null ? "before" : null;
    if (field != null) {
      throw Refusal.invalid(
          field, "An entry is turned where it stands; move it with a command of its own.");
    }
    if (kind(command).isInstance(entry.content())) {
      throw Refusal.invalid(
          "turns", "The entry " + entry.id() + " is that already; change it instead.");
    }
  }

  private static Placed text(MeetingCommand command) {
    return switch (command) {
      case AddNote c -> c;
      case DeclareNothing c -> c;
      case AddAnnouncement c -> c;
      case AssignDuty c -> c;
      case ReportSupport c -> c;
      case AssignAction c -> c;
      case CarryOverAction c -> c;
      case RecordDecision c -> c;
      case SupersedeDecision c -> c;
      case ListPackage c -> c;
      case RecordTicketCounts c when c.board() == null -> c;
      default ->
          throw Refusal.invalid(
              "turns", "This command makes no text that an entry could be turned into.");
    };
  }

  private static Class<? extends Content> kind(MeetingCommand command) {
    return switch (command) {
      case AddNote c -> Content.Note.class;
      case DeclareNothing c -> Content.Nothing.class;
      case AddAnnouncement c -> Content.Announcement.class;
      case AssignDuty c -> Content.Duty.class;
      case ReportSupport c -> Content.Support.class;
      case AssignAction c -> Content.Action.class;
      case CarryOverAction c -> Content.Action.class;
      case RecordDecision c -> Content.Decision.class;
      case SupersedeDecision c -> Content.Decision.class;
      case ListPackage c -> Content.ListedPackage.class;
      default -> Content.QueueCount.class;
    };
  }
}
