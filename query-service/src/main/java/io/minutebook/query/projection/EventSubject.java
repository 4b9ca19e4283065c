package io.minutebook.query.projection;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.MeetingEvent.ActionBlocked;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingEvent.ActionCompleted;
import io.minutebook.event.MeetingEvent.ActionDropped;
import io.minutebook.event.MeetingEvent.ActionReassigned;
import io.minutebook.event.MeetingEvent.ActionReopened;
import io.minutebook.event.MeetingEvent.ActionRescheduled;
import io.minutebook.event.MeetingEvent.ActionReworded;
import io.minutebook.event.MeetingEvent.AnnouncementAdded;
import io.minutebook.event.MeetingEvent.AnnouncementRetracted;
import io.minutebook.event.MeetingEvent.AnnouncementReworded;
import io.minutebook.event.MeetingEvent.AttendanceRecorded;
import io.minutebook.event.MeetingEvent.AttendeeAdded;
import io.minutebook.event.MeetingEvent.AttendeeRemoved;
import io.minutebook.event.MeetingEvent.CoordinatesSet;
import io.minutebook.event.MeetingEvent.DecisionRecorded;
import io.minutebook.event.MeetingEvent.DecisionReworded;
import io.minutebook.event.MeetingEvent.DecisionSuperseded;
import io.minutebook.event.MeetingEvent.DutyAssigned;
import io.minutebook.event.MeetingEvent.DutySwapped;
import io.minutebook.event.MeetingEvent.EntryMoved;
import io.minutebook.event.MeetingEvent.EntryReformatted;
import io.minutebook.event.MeetingEvent.EntryRetracted;
import io.minutebook.event.MeetingEvent.EntryReworded;
import io.minutebook.event.MeetingEvent.MeetingCancelled;
import io.minutebook.event.MeetingEvent.MeetingReinstated;
import io.minutebook.event.MeetingEvent.MeetingRescheduled;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingEvent.MinutesPublished;
import io.minutebook.event.MeetingEvent.MinutesReopened;
import io.minutebook.event.MeetingEvent.NoteAdded;
import io.minutebook.event.MeetingEvent.NothingDeclared;
import io.minutebook.event.MeetingEvent.PackageAdvanced;
import io.minutebook.event.MeetingEvent.PackageListed;
import io.minutebook.event.MeetingEvent.PackageReworded;
import io.minutebook.event.MeetingEvent.PackageWithdrawn;
import io.minutebook.event.MeetingEvent.QueueCountRecorded;
import io.minutebook.event.MeetingEvent.ReleaseCountCorrected;
import io.minutebook.event.MeetingEvent.ReleaseCountsRecorded;
import io.minutebook.event.MeetingEvent.ReleaseRescheduled;
import io.minutebook.event.MeetingEvent.ReleaseScheduled;
import io.minutebook.event.MeetingEvent.RowAdded;
import io.minutebook.event.MeetingEvent.RowCorrected;
import io.minutebook.event.MeetingEvent.SectionAdded;
import io.minutebook.event.MeetingEvent.SectionMoved;
import io.minutebook.event.MeetingEvent.SectionRemoved;
import io.minutebook.event.MeetingEvent.SectionRenamed;
import io.minutebook.event.MeetingEvent.SupportCorrected;
import io.minutebook.event.MeetingEvent.SupportReported;
import io.minutebook.event.MeetingEvent.TableAdded;
import io.minutebook.event.MeetingEvent.TicketCountCorrected;
import io.minutebook.event.MeetingEvent.TicketCountsRecorded;
import io.minutebook.event.MeetingEvent.TitleCorrected;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which entry an event is about, and why it happened, where it says so. */
final class EventSubject {

  private EventSubject() {}

  /** The entry that an event is about; empty where it is about the whole meeting. */
  static Optional<EntryId> entryOf(MeetingEvent event) {
    return switch (event) {
      case MeetingScheduled e -> Optional.of(e.entry());
      case TitleCorrected e -> Optional.of(e.entry());
      case CoordinatesSet e -> Optional.of(e.entry());
      case AttendanceRecorded e -> Optional.of(e.entry());
      case AttendeeAdded e -> Optional.of(e.entry());
      case AttendeeRemoved e -> Optional.of(e.entry());
      case SectionAdded e -> Optional.of(e.entry());
      case SectionRenamed e -> Optional.of(e.entry());
      case SectionMoved e -> Optional.of(e.entry());
      case SectionRemoved e -> Optional.of(e.entry());
      case NoteAdded e -> Optional.of(e.entry());
      case EntryReworded e -> Optional.of(e.entry());
      case EntryMoved e -> Optional.of(e.entry());
      case EntryRetracted e -> Optional.of(e.entry());
      case EntryReformatted e -> Optional.of(e.entry());
      case NothingDeclared e -> Optional.of(e.entry());
      case AnnouncementAdded e -> Optional.of(e.entry());
      case AnnouncementReworded e -> Optional.of(e.entry());
      case AnnouncementRetracted e -> Optional.of(e.entry());
      case DutyAssigned e -> Optional.of(e.entry());
      case DutySwapped e -> Optional.of(e.entry());
      case QueueCountRecorded e -> Optional.of(e.entry());
      case TicketCountCorrected e -> Optional.of(e.entry());
      case ReleaseCountCorrected e -> Optional.of(e.entry());
      case ReleaseScheduled e -> Optional.of(e.entry());
      case ReleaseRescheduled e -> Optional.of(e.entry());
      case TableAdded e -> Optional.of(e.entry());
      case RowAdded e -> Optional.of(e.entry());
      case RowCorrected e -> Optional.of(e.entry());
      case SupportReported e -> Optional.of(e.entry());
      case SupportCorrected e -> Optional.of(e.entry());
      case ActionAssigned e -> Optional.of(e.entry());
      case ActionReassigned e -> Optional.of(e.entry());
      case ActionReworded e -> Optional.of(e.entry());
      case ActionRescheduled e -> Optional.of(e.entry());
      case ActionBlocked e -> Optional.of(e.entry());
      case ActionCompleted e -> Optional.of(e.entry());
      case ActionDropped e -> Optional.of(e.entry());
      case ActionReopened e -> Optional.of(e.entry());
      case ActionCarriedOver e -> Optional.of(e.entry());
      case DecisionRecorded e -> Optional.of(e.entry());
      case DecisionSuperseded e -> Optional.of(e.entry());
      case DecisionReworded e -> Optional.of(e.entry());
      case PackageListed e -> Optional.of(e.entry());
      case PackageReworded e -> Optional.of(e.entry());
      case PackageAdvanced e -> Optional.of(e.entry());
      case PackageWithdrawn e -> Optional.of(e.entry());
      case TicketCountsRecorded e -> Optional.of(e.table());
      case ReleaseCountsRecorded e -> Optional.of(e.table());
      case MeetingRescheduled e -> Optional.empty();
      case MeetingCancelled e -> Optional.empty();
      case MeetingReinstated e -> Optional.empty();
      case MinutesPublished e -> Optional.empty();
      case MinutesReopened e -> Optional.empty();
    };
  }

  /** The reason or remark that was given with an event, if any. */
  static @Nullable String reasonOf(MeetingEvent event) {
    return switch (event) {
      case MeetingCancelled e -> e.reason();
      case EntryRetracted e -> e.reason();
      case AnnouncementRetracted e -> e.reason();
      case ActionBlocked e -> e.reason();
      case ActionCompleted e -> e.remark();
      case ActionDropped e -> e.reason();
      case ActionReopened e -> e.reason();
      case PackageWithdrawn e -> e.reason();
      case MinutesReopened e -> e.reason();
      case MeetingScheduled _,
          MeetingRescheduled _,
          MeetingReinstated _,
          TitleCorrected _,
          CoordinatesSet _,
          AttendanceRecorded _,
          AttendeeAdded _,
          AttendeeRemoved _,
          SectionAdded _,
          SectionRenamed _,
          SectionMoved _,
          SectionRemoved _,
          NoteAdded _,
          EntryReworded _,
          EntryMoved _,
          EntryReformatted _,
          NothingDeclared _,
          AnnouncementAdded _,
          AnnouncementReworded _,
          DutyAssigned _,
          DutySwapped _,
          QueueCountRecorded _,
          TicketCountCorrected _,
          ReleaseCountCorrected _,
          ReleaseScheduled _,
          ReleaseRescheduled _,
          TableAdded _,
          RowAdded _,
          RowCorrected _,
          SupportReported _,
          SupportCorrected _,
          ActionAssigned _,
          ActionReassigned _,
          ActionReworded _,
          ActionRescheduled _,
          MinutesPublished _,
          ActionCarriedOver _,
          DecisionRecorded _,
          DecisionSuperseded _,
          DecisionReworded _,
          PackageListed _,
          PackageReworded _,
          PackageAdvanced _,
          TicketCountsRecorded _,
          ReleaseCountsRecorded _ ->
          null;
    };
  }
}
