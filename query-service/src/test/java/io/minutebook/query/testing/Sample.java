package io.minutebook.query.testing;

import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesEvent;
import io.minutebook.event.SeriesId;
import io.minutebook.event.StateCount;
import io.minutebook.event.StatedDelta;
import io.minutebook.event.Ticket;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of an imaginary team, the Lighthouse crew. */
public final class Sample {

  public static final SeriesId SERIES = new SeriesId("lamp-room");

  private Sample() {}

  public static MeetingId meeting(String day) {
    return MeetingId.of(SERIES, day);
  }

  public static Event[] series() {
    return new Event[] {
      new SeriesEvent.SeriesCreated(SERIES, "Lamp room"),
      new SeriesEvent.SectionDefined("Watch"),
      new SeriesEvent.BoardDefined("JIRA", List.of("Open", "Done"))
    };
  }

  public static EntryId id(int number) {
    return new EntryId(number);
  }

  public static Place under(@Nullable Integer parent, @Nullable Integer after) {
    return new Place(parent == null ? null : id(parent), after == null ? null : id(after));
  }

  public static PersonLabel person(String label) {
    return new PersonLabel(label);
  }

  public static Event scheduled(String day) {
    return new MeetingEvent.MeetingScheduled(meeting(day), id(1), "Lamp room, " + day, null);
  }

  public static Event attended(int entry, String... people) {
    return new MeetingEvent.AttendanceRecorded(
        id(entry), under(null, 1), List.of(people).stream().map(PersonLabel::new).toList(), null);
  }

  public static Event section(int entry, @Nullable Integer after, String title) {
    return new MeetingEvent.SectionAdded(id(entry), under(null, after), 2, title, null);
  }

  public static Event note(int entry, int section, @Nullable Integer after, String text) {
    return new MeetingEvent.NoteAdded(id(entry), under(section, after), Form.BULLET, text, null);
  }

  public static Event action(int entry, int section, @Nullable Integer after, String text) {
    return new MeetingEvent.ActionAssigned(
        id(entry),
        under(section, after),
        Form.BULLET,
        List.of(person("Grace")),
        text,
        Ticket.mentionedIn(text),
        LocalDate.of(2020, 6, 1),
        null);
  }

  public static Event queue(
      int entry,
      int section,
      @Nullable Integer after,
      @Nullable String queue,
      int count,
      @Nullable String stated) {
    return new MeetingEvent.QueueCountRecorded(
        id(entry),
        under(section, after),
        Form.BULLET,
        queue,
        count,
        stated == null ? null : new StatedDelta(stated),
        "open tickets",
        null);
  }

  /** The minutes of one meeting with an entry of every kind, in three commits. */
  public static List<Event[]> full(String day) {
    return List.of(
        new Event[] {
          scheduled(day),
          new MeetingEvent.CoordinatesSet(id(2), under(null, 1), "At the stairs", null),
          new MeetingEvent.AttendanceRecorded(
              id(3), under(null, 2), List.of(person("Ada"), person("Grace (late)")), null)
        },
        new Event[] {
          section(4, 3, "Watch"),
          new MeetingEvent.DutyAssigned(
              id(5), under(4, null), Form.BULLET, DutySlot.THIS_WEEK, person("Ada"), true, null),
          queue(6, 4, 5, "Post", 7, "(-2)"),
          new MeetingEvent.TicketCountsRecorded(
              id(7),
              under(4, 6),
              List.of("# of tickets", "&Delta;", "State"),
              "JIRA",
              null,
              List.of(
                  new StateCount(id(8), "Open", 12, new StatedDelta("+3"), null),
                  new StateCount(id(9), "Done", 4, null, null)),
              null),
          new MeetingEvent.AnnouncementAdded(
              id(10), under(4, 7), Form.BULLET, "The fog horn is back", null)
        },
        new Event[] {
          section(11, 4, "Releases"),
          new MeetingEvent.ReleaseCountsRecorded(
              id(12),
              under(11, null),
              List.of("1.2", "&Delta;", "Status"),
              null,
              List.of(
                  new ReleaseCount(
                      id(13), "Open", List.of(new ReleaseCount.Counted(5, null)), null)),
              null),
          new MeetingEvent.TableAdded(
              id(14), under(11, 12), List.of("Version", "Release", "Notes"), null),
          new MeetingEvent.ReleaseScheduled(
              id(15),
              under(14, null),
              new ReleasePlan(null, "1.2", null, null, LocalDate.of(2020, 5, 12), "at dawn"),
              null),
          new MeetingEvent.TableAdded(id(16), under(11, 14), List.of("Part", "Spare"), null),
          new MeetingEvent.RowAdded(id(17), under(16, null), List.of("Lens", "2"), null),
          section(18, 11, "Crew"),
          new MeetingEvent.NothingDeclared(
              id(19), under(18, null), Form.PARAGRAPH, "None this week", null),
          new MeetingEvent.SupportReported(
              id(20),
              under(18, 19),
              Form.BULLET,
              "North pier",
              List.of(person("Ada")),
              "new bulbs",
              null),
          note(21, 18, 20, "The stairs creak"),
          action(22, 18, 21, "Oil the stairs (LAMP-42)")
        });
  }
}
