package io.minutebook.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the minutes of one meeting. Where an event has a {@code source}, it is the exact
 * characters of the entry's block in the document, from the end of the block before.
 */
public sealed interface MeetingEvent extends Event {

  /** The minutes were begun; {@code entry} is their title. */
  record MeetingScheduled(MeetingId meeting, EntryId entry, String title, @Nullable String source)
      implements MeetingEvent {}

  /** The meeting moved to another day; its name stays what it was. */
  record MeetingRescheduled(LocalDate date) implements MeetingEvent {}

  record TitleCorrected(EntryId entry, String title, @Nullable String source)
      implements MeetingEvent {}

  /** How to join; {@code place} is given when the minutes had no coordinates before. */
  record CoordinatesSet(EntryId entry, @Nullable Place place, String text, @Nullable String source)
      implements MeetingEvent {}

  record MeetingCancelled(String reason) implements MeetingEvent {}

  record MeetingReinstated() implements MeetingEvent {}

  /** The minutes were published; from now on they are only corrected, with a reason. */
  record MinutesPublished() implements MeetingEvent {}

  /** The minutes may be written on again; what was published stays readable. */
  record MinutesReopened(String reason) implements MeetingEvent {}

  /** Who attended, the whole list; {@code place} is given when the minutes had no list before. */
  record AttendanceRecorded(
      EntryId entry, @Nullable Place place, List<PersonLabel> people, @Nullable String source)
      implements MeetingEvent {
    public AttendanceRecorded {
      people = List.copyOf(people);
    }
  }

  record AttendeeAdded(EntryId entry, PersonLabel person, @Nullable String source)
      implements MeetingEvent {}

  record AttendeeRemoved(EntryId entry, PersonLabel person, @Nullable String source)
      implements MeetingEvent {}

  /** A heading of level 1 to 6 and what will stand under it. */
  record SectionAdded(EntryId entry, Place place, int level, String title, @Nullable String source)
      implements MeetingEvent {}

  /** The heading says something else; {@code level} is given where it has another one since. */
  record SectionRenamed(
      EntryId entry, @Nullable Integer level, String title, @Nullable String source)
      implements MeetingEvent {}

  /**
   * The section moved with all that stands under it; {@code sources} are those that changed, of
   * neighbours too.
   */
  record SectionMoved(EntryId entry, Place place, Map<EntryId, String> sources)
      implements MeetingEvent {
    public SectionMoved {
      sources = Map.copyOf(sources);
    }
  }

  /**
   * The section was taken out with all that stood under it; {@code sources} are those of its
   * neighbours that changed.
   */
  record SectionRemoved(EntryId entry, Map<EntryId, String> sources) implements MeetingEvent {
    public SectionRemoved {
      sources = Map.copyOf(sources);
    }
  }

  record NoteAdded(EntryId entry, Place place, Form form, String text, @Nullable String source)
      implements MeetingEvent {}

  /** A note or the wording of "nothing" was worded anew. */
  record EntryReworded(EntryId entry, String text, @Nullable String source)
      implements MeetingEvent {}

  /**
   * The entry moved with all that stands under it; {@code sources} are those that changed, of
   * neighbours too.
   */
  record EntryMoved(EntryId entry, Place place, Map<EntryId, String> sources)
      implements MeetingEvent {
    public EntryMoved {
      sources = Map.copyOf(sources);
    }
  }

  /**
   * The entry was taken out with all that stood under it; {@code sources} are those of its
   * neighbours that changed.
   */
  record EntryRetracted(EntryId entry, @Nullable String reason, Map<EntryId, String> sources)
      implements MeetingEvent {
    public EntryRetracted {
      sources = Map.copyOf(sources);
    }
  }

  /**
   * Only the characters changed, no field: padding, blank lines, the kind of bullet. {@code form}
   * is given where the entry is set in another one since.
   */
  record EntryReformatted(EntryId entry, @Nullable Form form, String source)
      implements MeetingEvent {}

  /** A section says that it has nothing, in its own wording ("None this week"). */
  record NothingDeclared(
      EntryId entry, Place place, Form form, String wording, @Nullable String source)
      implements MeetingEvent {}

  record AnnouncementAdded(
      EntryId entry, Place place, Form form, String text, @Nullable String source)
      implements MeetingEvent {}

  record AnnouncementReworded(EntryId entry, String text, @Nullable String source)
      implements MeetingEvent {}

  /** As {@link EntryRetracted}. */
  record AnnouncementRetracted(EntryId entry, @Nullable String reason, Map<EntryId, String> sources)
      implements MeetingEvent {
    public AnnouncementRetracted {
      sources = Map.copyOf(sources);
    }
  }

  /** Who has the duty; null while nobody is found, tentative while it is not sure. */
  record DutyAssigned(
      EntryId entry,
      Place place,
      Form form,
      DutySlot slot,
      @Nullable PersonLabel person,
      boolean tentative,
      @Nullable String source)
      implements MeetingEvent {}

  record DutySwapped(
      EntryId entry, @Nullable PersonLabel person, boolean tentative, @Nullable String source)
      implements MeetingEvent {}

  /**
   * The tickets of a queue were counted.
   *
   * @param queue the queue's name; null where the minutes name none
   * @param wording what follows the number, for example "open FreshDesk tickets"
   */
  record QueueCountRecorded(
      EntryId entry,
      Place place,
      Form form,
      @Nullable String queue,
      int count,
      @Nullable StatedDelta stated,
      String wording,
      @Nullable String source)
      implements MeetingEvent {}

  /**
   * The tickets of a board were counted by state, in a table of its own ({@code place} and {@code
   * header} given) or as further rows of an existing one, behind {@code after}.
   */
  record TicketCountsRecorded(
      EntryId table,
      @Nullable Place place,
      @Nullable List<String> header,
      String board,
      @Nullable EntryId after,
      List<StateCount> rows,
      @Nullable String source)
      implements MeetingEvent {
    public TicketCountsRecorded {
      header = header == null ? null : List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }

  /** A count of a queue or of a board's state was put right. */
  record TicketCountCorrected(
      EntryId entry, int count, @Nullable StatedDelta stated, @Nullable String source)
      implements MeetingEvent {}

  /** The tickets of a release, as {@link TicketCountsRecorded}. */
  record ReleaseCountsRecorded(
      EntryId table,
      @Nullable Place place,
      @Nullable List<String> header,
      @Nullable EntryId after,
      List<ReleaseCount> rows,
      @Nullable String source)
      implements MeetingEvent {
    public ReleaseCountsRecorded {
      header = header == null ? null : List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }

  record ReleaseCountCorrected(
      EntryId entry, List<ReleaseCount.Counted> columns, @Nullable String source)
      implements MeetingEvent {
    public ReleaseCountCorrected {
      columns = List.copyOf(columns);
    }
  }

  /** A release was planned: a row of the table that {@code place} is under. */
  record ReleaseScheduled(EntryId entry, Place place, ReleasePlan plan, @Nullable String source)
      implements MeetingEvent {}

  record ReleaseRescheduled(EntryId entry, ReleasePlan plan, @Nullable String source)
      implements MeetingEvent {}

  /** A table that holds no counts, or whose rows come one by one. */
  record TableAdded(EntryId entry, Place place, List<String> header, @Nullable String source)
      implements MeetingEvent {
    public TableAdded {
      header = List.copyOf(header);
    }
  }

  record RowAdded(EntryId entry, Place place, List<String> cells, @Nullable String source)
      implements MeetingEvent {
    public RowAdded {
      cells = List.copyOf(cells);
    }
  }

  record RowCorrected(EntryId entry, List<String> cells, @Nullable String source)
      implements MeetingEvent {
    public RowCorrected {
      cells = List.copyOf(cells);
    }
  }

  /** Who helped which site with what. */
  record SupportReported(
      EntryId entry,
      Place place,
      Form form,
      String site,
      List<PersonLabel> people,
      String text,
      @Nullable String source)
      implements MeetingEvent {
    public SupportReported {
      people = List.copyOf(people);
    }
  }

  record SupportCorrected(
      EntryId entry, String site, List<PersonLabel> people, String text, @Nullable String source)
      implements MeetingEvent {
    public SupportCorrected {
      people = List.copyOf(people);
    }
  }

  /** A new action item; {@code tickets} are those that it refers to. */
  record ActionAssigned(
      EntryId entry,
      Place place,
      Form form,
      List<PersonLabel> owners,
      String text,
      List<Ticket> tickets,
      @Nullable LocalDate due,
      @Nullable String source)
      implements MeetingEvent {
    public ActionAssigned {
      owners = List.copyOf(owners);
      tickets = List.copyOf(tickets);
    }
  }

  record ActionReassigned(EntryId entry, List<PersonLabel> owners, @Nullable String source)
      implements MeetingEvent {
    public ActionReassigned {
      owners = List.copyOf(owners);
    }
  }

  record ActionReworded(EntryId entry, String text, List<Ticket> tickets, @Nullable String source)
      implements MeetingEvent {
    public ActionReworded {
      tickets = List.copyOf(tickets);
    }
  }

  /** The action is due on another day, or (null) on none. */
  record ActionRescheduled(EntryId entry, @Nullable LocalDate due, @Nullable String source)
      implements MeetingEvent {}

  record ActionBlocked(EntryId entry, String reason) implements MeetingEvent {}

  record ActionCompleted(EntryId entry, @Nullable String remark) implements MeetingEvent {}

  record ActionDropped(EntryId entry, String reason) implements MeetingEvent {}

  record ActionReopened(EntryId entry, @Nullable String reason) implements MeetingEvent {}

  /**
   * An action item of an earlier meeting stands in these minutes too.
   *
   * @param from the entry of the earlier minutes
   * @param root the entry that first assigned it: its identity for life
   */
  record ActionCarriedOver(
      EntryId entry,
      Place place,
      Form form,
      EntryAddress from,
      EntryAddress root,
      List<PersonLabel> owners,
      String text,
      List<Ticket> tickets,
      @Nullable LocalDate due,
      @Nullable String source)
      implements MeetingEvent {
    public ActionCarriedOver {
      owners = List.copyOf(owners);
      tickets = List.copyOf(tickets);
    }
  }

  record DecisionRecorded(
      EntryId entry, Place place, Form form, String text, @Nullable String source)
      implements MeetingEvent {}

  /** A decision was made that takes the place of an earlier one, of these minutes or of others. */
  record DecisionSuperseded(
      EntryId entry,
      Place place,
      Form form,
      String text,
      EntryAddress supersedes,
      @Nullable String source)
      implements MeetingEvent {}

  /** A decision was worded anew, or what it supersedes was put right. */
  record DecisionReworded(
      EntryId entry, String text, @Nullable EntryAddress supersedes, @Nullable String source)
      implements MeetingEvent {}

  /** A package was listed with how far it has come. */
  record PackageListed(
      EntryId entry,
      Place place,
      Form form,
      PackageStage stage,
      String text,
      @Nullable String source)
      implements MeetingEvent {}

  record PackageReworded(EntryId entry, String text, @Nullable String source)
      implements MeetingEvent {}

  /**
   * A package came to another stage.
   *
   * @param place where it stands now; null: where it stood, since its list was named anew
   * @param sources those that changed, of neighbours too
   */
  record PackageAdvanced(
      EntryId entry, PackageStage stage, @Nullable Place place, Map<EntryId, String> sources)
      implements MeetingEvent {
    public PackageAdvanced {
      sources = Map.copyOf(sources);
    }
  }

  /** As {@link EntryRetracted}. */
  record PackageWithdrawn(EntryId entry, @Nullable String reason, Map<EntryId, String> sources)
      implements MeetingEvent {
    public PackageWithdrawn {
      sources = Map.copyOf(sources);
    }
  }
}
