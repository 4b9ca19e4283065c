package io.minutebook.log;

import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
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
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesEvent.AliasRemoved;
import io.minutebook.event.SeriesEvent.BoardDefined;
import io.minutebook.event.SeriesEvent.DutyRotaSet;
import io.minutebook.event.SeriesEvent.PersonAliased;
import io.minutebook.event.SeriesEvent.SectionDefined;
import io.minutebook.event.SeriesEvent.SeriesCreated;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.event.SeriesEvent.TemplateSet;
import io.minutebook.event.SeriesId;
import io.minutebook.event.StateCount;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the golden files are to be read as, by their names: always the newest form, whichever
 * version the file is of. A file without {@code .bare} has all fields filled.
 */
final class GoldenEvents {

  /** Who made them all. */
  static final Meta META =
      new Meta(
          "anna",
          "bo",
          "AnyCommand",
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "meeting/harbour/2026-02-23@4",
          null,
          Map.of("file", "Harbour20260302.md", "revision", "5f1c"));

  private static final MeetingId HARBOUR = MeetingId.parse("harbour/2026-03-02");
  private static final MeetingId SECOND = MeetingId.parse("harbour/2026-03-02-2");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 9);
  private static final Place PLACE = new Place(e(2), e(3));
  private static final EntryAddress EARLIER = EntryAddress.parse("harbour/2026-02-23#e12");
  private static final EntryAddress ROOT = EntryAddress.parse("harbour/2026-02-16#e9");
  private static final Place FIRST = new Place(null, null);
  private static final String SOURCE = "\r\n-   as it stood &amp; *stands*  \n\n";
  private static final Map<EntryId, String> SOURCES = Map.of(e(2), "## Two\n", e(30), SOURCE);
  private static final PersonLabel BO = new PersonLabel("Bo");
  private static final List<PersonLabel> PEOPLE = List.of(new PersonLabel("Zoë (remote)"), BO);
  private static final List<Ticket> TICKETS = List.of(new Ticket("NET-7"), new Ticket("NET-8"));
  private static final StatedDelta DELTA = new StatedDelta("(&minus;4)");
  private static final List<StateCount> STATES =
      List.of(
          new StateCount(e(21), "Frayed", 3, DELTA, "| Frayed | 3 (&minus;4) |\n"),
          new StateCount(e(22), "Whole", 40, new StatedDelta("+2"), "| Whole | 40 +2 |\n"));
  private static final List<StateCount> BARE_STATES =
      List.of(new StateCount(e(21), "Frayed", 3, null, null));
  private static final List<ReleaseCount.Counted> COLUMNS =
      List.of(new ReleaseCount.Counted(5, DELTA), new ReleaseCount.Counted(0, null));
  private static final List<ReleaseCount> RELEASES =
      List.of(new ReleaseCount(e(23), "Open", COLUMNS, "| Open | 5 | 0 |\n"));
  private static final List<ReleaseCount> BARE_RELEASES =
      List.of(new ReleaseCount(e(23), "Open", List.of(), null));
  private static final ReleasePlan PLAN =
      new ReleasePlan("March", "1.1.4, 1.2", DAY, DAY.plusDays(7), DAY.plusDays(14), "If dry");
  private static final ReleasePlan BARE_PLAN =
      new ReleasePlan(null, "1.1.4", null, null, null, null);

  static final Map<String, Event> BY_NAME = byName();

  private GoldenEvents() {}

  private static EntryId e(int number) {
    return new EntryId(number);
  }

  private static Map<String, Event> byName() {
    Map<String, Event> events = new HashMap<>();
    meetings(events);
    outline(events);
    entries(events);
    counts(events);
    tables(events);
    actions(events);
    decisions(events);
    packages(events);
    series(events);
    return Map.copyOf(events);
  }

  private static void add(Map<String, Event> events, String name, Event event) {
    if (events.put(name, event) != null) {
      throw new IllegalStateException("two events for " + name);
    }
  }

  private static void meetings(Map<String, Event> events) {
    add(
        events,
        "MeetingScheduled.v1",
        new MeetingScheduled(HARBOUR, e(1), "Harbour crew, 2 March", "# Harbour crew, 2 March\n"));
    add(
        events,
        "MeetingScheduled.v1.bare",
        new MeetingScheduled(SECOND, e(1), "Harbour crew", null));
    add(events, "MeetingRescheduled.v1", new MeetingRescheduled(DAY));
    add(
        events,
        "TitleCorrected.v1",
        new TitleCorrected(e(1), "Harbour crew, 3 March", "# Harbour crew, 3 March\n"));
    add(events, "TitleCorrected.v1.bare", new TitleCorrected(e(1), "Harbour crew", null));
    add(events, "CoordinatesSet.v1", new CoordinatesSet(e(4), PLACE, "Pier 3, 9:00", SOURCE));
    add(events, "CoordinatesSet.v1.bare", new CoordinatesSet(e(4), null, "Pier 3", null));
    add(events, "MeetingCancelled.v1", new MeetingCancelled("Storm"));
    add(events, "MeetingReinstated.v1", new MeetingReinstated());
    add(events, "MinutesPublished.v1", new MinutesPublished());
    add(events, "MinutesReopened.v1", new MinutesReopened("Bo was there too"));
    add(events, "AttendanceRecorded.v1", new AttendanceRecorded(e(5), PLACE, PEOPLE, SOURCE));
    add(events, "AttendanceRecorded.v1.bare", new AttendanceRecorded(e(5), null, List.of(), null));
    add(events, "AttendeeAdded.v1", new AttendeeAdded(e(5), BO, SOURCE));
    add(events, "AttendeeAdded.v1.bare", new AttendeeAdded(e(5), BO, null));
    add(events, "AttendeeRemoved.v1", new AttendeeRemoved(e(5), BO, SOURCE));
    add(events, "AttendeeRemoved.v1.bare", new AttendeeRemoved(e(5), BO, null));
  }

  private static void outline(Map<String, Event> events) {
    add(events, "SectionAdded.v1", new SectionAdded(e(6), PLACE, 2, "Pier team", SOURCE));
    add(events, "SectionAdded.v1.bare", new SectionAdded(e(6), FIRST, 1, "Pier team", null));
    add(events, "SectionRenamed.v1", new SectionRenamed(e(6), null, "Quay team", SOURCE));
    add(events, "SectionRenamed.v1.bare", new SectionRenamed(e(6), null, "Quay team", null));
    add(events, "SectionRenamed.v2", new SectionRenamed(e(6), 3, "Quay team", SOURCE));
    add(events, "SectionRenamed.v2.bare", new SectionRenamed(e(6), null, "Quay team", null));
    add(events, "SectionMoved.v1", new SectionMoved(e(6), PLACE, SOURCES));
    add(events, "SectionMoved.v1.bare", new SectionMoved(e(6), FIRST, Map.of()));
    add(events, "SectionRemoved.v1", new SectionRemoved(e(6), SOURCES));
    add(
        events,
        "NoteAdded.v1",
        new NoteAdded(e(7), PLACE, Form.BULLET, "The crane is “closed”", SOURCE));
    add(events, "NoteAdded.v1.bare", new NoteAdded(e(7), FIRST, Form.PARAGRAPH, "The crane", null));
    add(events, "EntryReworded.v1", new EntryReworded(e(7), "The crane is open\tagain", SOURCE));
    add(events, "EntryReworded.v1.bare", new EntryReworded(e(7), "The crane is open", null));
    add(events, "EntryMoved.v1", new EntryMoved(e(7), PLACE, SOURCES));
    add(events, "EntryMoved.v1.bare", new EntryMoved(e(7), FIRST, Map.of()));
    add(events, "EntryRetracted.v1", new EntryRetracted(e(7), "Said twice", SOURCES));
    add(events, "EntryRetracted.v1.bare", new EntryRetracted(e(7), null, Map.of()));
    add(events, "EntryReformatted.v1", new EntryReformatted(e(7), null, SOURCE));
    add(events, "EntryReformatted.v2", new EntryReformatted(e(7), new Form("3)"), SOURCE));
    add(events, "EntryReformatted.v2.bare", new EntryReformatted(e(7), null, SOURCE));
  }

  private static void entries(Map<String, Event> events) {
    add(
        events,
        "NothingDeclared.v1",
        new NothingDeclared(e(8), PLACE, Form.PARAGRAPH, "None this week", SOURCE));
    add(
        events,
        "NothingDeclared.v1.bare",
        new NothingDeclared(e(8), FIRST, Form.BULLET, "None", null));
    add(
        events,
        "AnnouncementAdded.v1",
        new AnnouncementAdded(e(9), PLACE, new Form("2."), "Bo is away", SOURCE));
    add(
        events,
        "AnnouncementAdded.v1.bare",
        new AnnouncementAdded(e(9), FIRST, Form.BULLET, "Bo is away", null));
    add(events, "AnnouncementReworded.v1", new AnnouncementReworded(e(9), "Bo is back", SOURCE));
    add(events, "AnnouncementReworded.v1.bare", new AnnouncementReworded(e(9), "Bo is back", null));
    add(events, "AnnouncementRetracted.v1", new AnnouncementRetracted(e(9), "Not so", SOURCES));
    add(events, "AnnouncementRetracted.v1.bare", new AnnouncementRetracted(e(9), null, Map.of()));
    add(
        events,
        "DutyAssigned.v1",
        new DutyAssigned(e(10), PLACE, Form.BULLET, DutySlot.NEXT_WEEK, BO, true, SOURCE));
    add(
        events,
        "DutyAssigned.v1.bare",
        new DutyAssigned(e(10), FIRST, Form.BULLET, DutySlot.THIS_WEEK, null, false, null));
    add(events, "DutySwapped.v1", new DutySwapped(e(10), BO, true, SOURCE));
    add(events, "DutySwapped.v1.bare", new DutySwapped(e(10), null, false, null));
  }

  private static void counts(Map<String, Event> events) {
    add(
        events,
        "QueueCountRecorded.v1",
        new QueueCountRecorded(
            e(11), PLACE, Form.BULLET, "Dock", 12, DELTA, "open tickets of the dock", SOURCE));
    add(
        events,
        "QueueCountRecorded.v1.bare",
        new QueueCountRecorded(e(11), FIRST, Form.PARAGRAPH, null, 0, null, "open", null));
    add(
        events,
        "TicketCountsRecorded.v1",
        new TicketCountsRecorded(
            e(12), PLACE, List.of("State", "Number"), "Ropes", e(3), STATES, SOURCE));
    add(
        events,
        "TicketCountsRecorded.v1.bare",
        new TicketCountsRecorded(e(12), null, null, "Ropes", null, BARE_STATES, null));
    add(events, "TicketCountCorrected.v1", new TicketCountCorrected(e(13), 9, DELTA, SOURCE));
    add(events, "TicketCountCorrected.v1.bare", new TicketCountCorrected(e(13), 9, null, null));
    add(
        events,
        "ReleaseCountsRecorded.v1",
        new ReleaseCountsRecorded(e(14), PLACE, List.of("Status", "1.1"), e(3), RELEASES, SOURCE));
    add(
        events,
        "ReleaseCountsRecorded.v1.bare",
        new ReleaseCountsRecorded(e(14), null, null, null, BARE_RELEASES, null));
    add(events, "ReleaseCountCorrected.v1", new ReleaseCountCorrected(e(15), COLUMNS, SOURCE));
    add(
        events,
        "ReleaseCountCorrected.v1.bare",
        new ReleaseCountCorrected(e(15), List.of(new ReleaseCount.Counted(2, null)), null));
  }

  private static void tables(Map<String, Event> events) {
    add(events, "ReleaseScheduled.v1", new ReleaseScheduled(e(16), PLACE, PLAN, SOURCE));
    add(events, "ReleaseScheduled.v1.bare", new ReleaseScheduled(e(16), FIRST, BARE_PLAN, null));
    add(events, "ReleaseRescheduled.v1", new ReleaseRescheduled(e(16), PLAN, SOURCE));
    add(events, "ReleaseRescheduled.v1.bare", new ReleaseRescheduled(e(16), BARE_PLAN, null));
    add(events, "TableAdded.v1", new TableAdded(e(17), PLACE, List.of("Ship", "Berth"), SOURCE));
    add(events, "TableAdded.v1.bare", new TableAdded(e(17), FIRST, List.of(), null));
    add(events, "RowAdded.v1", new RowAdded(e(18), PLACE, List.of("Alma", "3"), SOURCE));
    add(events, "RowAdded.v1.bare", new RowAdded(e(18), FIRST, List.of(), null));
    add(events, "RowCorrected.v1", new RowCorrected(e(18), List.of("Alma", "4"), SOURCE));
    add(events, "RowCorrected.v1.bare", new RowCorrected(e(18), List.of(), null));
    add(
        events,
        "SupportReported.v1",
        new SupportReported(e(19), PLACE, Form.BULLET, "Northport", PEOPLE, "Lent a tug", SOURCE));
    add(
        events,
        "SupportReported.v1.bare",
        new SupportReported(e(19), FIRST, Form.BULLET, "Northport", List.of(), "", null));
    add(
        events,
        "SupportCorrected.v1",
        new SupportCorrected(e(19), "Southport", PEOPLE, "Lent two tugs", SOURCE));
    add(
        events,
        "SupportCorrected.v1.bare",
        new SupportCorrected(e(19), "Southport", List.of(), "", null));
  }

  private static void actions(Map<String, Event> events) {
    add(
        events,
        "ActionCarriedOver.v1",
        new ActionCarriedOver(
            e(20), PLACE, Form.BULLET, EARLIER, ROOT, PEOPLE, "Mend NET-7", TICKETS, DAY, SOURCE));
    add(
        events,
        "ActionCarriedOver.v1.bare",
        new ActionCarriedOver(
            e(20), FIRST, Form.BULLET, EARLIER, ROOT, List.of(), "Mend", List.of(), null, null));
    add(
        events,
        "ActionAssigned.v1",
        new ActionAssigned(e(20), PLACE, Form.BULLET, PEOPLE, "Mend NET-7", TICKETS, DAY, SOURCE));
    add(
        events,
        "ActionAssigned.v1.bare",
        new ActionAssigned(
            e(20), FIRST, Form.BULLET, List.of(), "Mend the net", List.of(), null, null));
    add(events, "ActionReassigned.v1", new ActionReassigned(e(20), PEOPLE, SOURCE));
    add(events, "ActionReassigned.v1.bare", new ActionReassigned(e(20), List.of(BO), null));
    add(events, "ActionReworded.v1", new ActionReworded(e(20), "Mend NET-7 well", TICKETS, SOURCE));
    add(
        events,
        "ActionReworded.v1.bare",
        new ActionReworded(e(20), "Mend the net", List.of(), null));
    add(events, "ActionRescheduled.v1", new ActionRescheduled(e(20), DAY, SOURCE));
    add(events, "ActionRescheduled.v1.bare", new ActionRescheduled(e(20), null, null));
    add(events, "ActionBlocked.v1", new ActionBlocked(e(20), "No twine"));
    add(events, "ActionCompleted.v1", new ActionCompleted(e(20), "With new twine"));
    add(events, "ActionCompleted.v1.bare", new ActionCompleted(e(20), null));
    add(events, "ActionDropped.v1", new ActionDropped(e(20), "The net is sold"));
    add(events, "ActionReopened.v1", new ActionReopened(e(20), "It tore again"));
    add(events, "ActionReopened.v1.bare", new ActionReopened(e(20), null));
  }

  private static void decisions(Map<String, Event> events) {
    add(
        events,
        "DecisionRecorded.v1",
        new DecisionRecorded(e(40), PLACE, Form.PARAGRAPH, "The pier stays", SOURCE));
    add(
        events,
        "DecisionRecorded.v1.bare",
        new DecisionRecorded(e(40), FIRST, Form.BULLET, "The pier stays", null));
    add(
        events,
        "DecisionSuperseded.v1",
        new DecisionSuperseded(e(41), PLACE, Form.BULLET, "The pier goes", EARLIER, SOURCE));
    add(
        events,
        "DecisionSuperseded.v1.bare",
        new DecisionSuperseded(e(41), FIRST, Form.BULLET, "The pier goes", EARLIER, null));
    add(
        events,
        "DecisionReworded.v1",
        new DecisionReworded(e(41), "The old pier goes", EARLIER, SOURCE));
    add(
        events,
        "DecisionReworded.v1.bare",
        new DecisionReworded(e(41), "The old pier goes", null, null));
  }

  private static void packages(Map<String, Event> events) {
    add(
        events,
        "PackageListed.v1",
        new PackageListed(
            e(42), PLACE, Form.BULLET, PackageStage.READY_FOR_TESTING, "winch 1.4", SOURCE));
    add(
        events,
        "PackageListed.v1.bare",
        new PackageListed(e(42), FIRST, Form.BULLET, PackageStage.RELEASED, "winch 1.4", null));
    add(events, "PackageReworded.v1", new PackageReworded(e(42), "winch 1.4.1", SOURCE));
    add(events, "PackageReworded.v1.bare", new PackageReworded(e(42), "winch 1.4.1", null));
    add(
        events,
        "PackageAdvanced.v1",
        new PackageAdvanced(e(42), PackageStage.READY_FOR_RELEASE, PLACE, SOURCES));
    add(
        events,
        "PackageAdvanced.v1.bare",
        new PackageAdvanced(e(42), PackageStage.RELEASED, null, Map.of()));
    add(events, "PackageWithdrawn.v1", new PackageWithdrawn(e(42), "It leaks", SOURCES));
    add(events, "PackageWithdrawn.v1.bare", new PackageWithdrawn(e(42), null, Map.of()));
  }

  private static void series(Map<String, Event> events) {
    add(events, "DutyRotaSet.v1", new DutyRotaSet("Pier Duty", PEOPLE, DAY, 7));
    add(events, "TemplateSet.v1", new TemplateSet("# Harbour crew, {date}\n"));
    add(events, "PersonAliased.v1", new PersonAliased(BO, "Bo Quay"));
    add(events, "AliasRemoved.v1", new AliasRemoved(BO));
    add(events, "SeriesCreated.v1", new SeriesCreated(new SeriesId("harbour"), "The harbour crew"));
    add(events, "SeriesRenamed.v1", new SeriesRenamed("The harbour’s crew"));
    add(events, "SectionDefined.v1", new SectionDefined("Announcements"));
    add(events, "BoardDefined.v1", new BoardDefined("Ropes", List.of("Frayed", "Whole")));
  }
}
