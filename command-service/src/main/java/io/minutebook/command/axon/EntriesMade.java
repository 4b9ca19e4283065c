package io.minutebook.command.axon;

import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingEvent.AnnouncementAdded;
import io.minutebook.event.MeetingEvent.AttendanceRecorded;
import io.minutebook.event.MeetingEvent.CoordinatesSet;
import io.minutebook.event.MeetingEvent.DecisionRecorded;
import io.minutebook.event.MeetingEvent.DecisionSuperseded;
import io.minutebook.event.MeetingEvent.DutyAssigned;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingEvent.NoteAdded;
import io.minutebook.event.MeetingEvent.NothingDeclared;
import io.minutebook.event.MeetingEvent.PackageListed;
import io.minutebook.event.MeetingEvent.QueueCountRecorded;
import io.minutebook.event.MeetingEvent.ReleaseCountsRecorded;
import io.minutebook.event.MeetingEvent.ReleaseScheduled;
import io.minutebook.event.MeetingEvent.RowAdded;
import io.minutebook.event.MeetingEvent.SectionAdded;
import io.minutebook.event.MeetingEvent.SupportReported;
import io.minutebook.event.MeetingEvent.TableAdded;
import io.minutebook.event.MeetingEvent.TicketCountsRecorded;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.StateCount;
import java.util.ArrayList;
import java.util.List;

/** The entries that an event makes, in order: the first answer of a command named them. */
final class EntriesMade {

  private EntriesMade() {}

  static List<EntryId> by(Event event) {
    return switch (event) {
      case MeetingScheduled e -> List.of(e.entry());
      case CoordinatesSet e -> e.place() == null ? List.of() : List.of(e.entry());
      case AttendanceRecorded e -> e.place() == null ? List.of() : List.of(e.entry());
      case SectionAdded e -> List.of(e.entry());
      case NoteAdded e -> List.of(e.entry());
      case NothingDeclared e -> List.of(e.entry());
      case AnnouncementAdded e -> List.of(e.entry());
      case DutyAssigned e -> List.of(e.entry());
      case QueueCountRecorded e -> List.of(e.entry());
      case ReleaseScheduled e -> List.of(e.entry());
      case TableAdded e -> List.of(e.entry());
      case RowAdded e -> List.of(e.entry());
      case SupportReported e -> List.of(e.entry());
      case ActionAssigned e -> List.of(e.entry());
      case ActionCarriedOver e -> List.of(e.entry());
      case DecisionRecorded e -> List.of(e.entry());
      case DecisionSuperseded e -> List.of(e.entry());
      case PackageListed e -> List.of(e.entry());
      case TicketCountsRecorded e -> {
        List<EntryId> made = new ArrayList<>();
        if (e.place() != null) {
          made.add(e.table());
        }
        e.rows().stream().map(StateCount::entry).forEach(made::add);
        yield made;
      }
      case ReleaseCountsRecorded e -> {
        List<EntryId> made = new ArrayList<>();
        if (e.place() != null) {
          made.add(e.table());
        }
        e.rows().stream().map(ReleaseCount::entry).forEach(made::add);
        yield made;
      }
      default -> List.of();
    };
  }
}
