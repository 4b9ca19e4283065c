package io.minutebook.benchmark.corpus;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.ReleaseCountsRecorded;
import io.minutebook.event.MeetingEvent.ReleaseScheduled;
import io.minutebook.event.MeetingEvent.TableAdded;
import io.minutebook.event.MeetingEvent.TicketCountsRecorded;
import io.minutebook.event.MeetingId;
import io.minutebook.event.Place;
import io.minutebook.event.ReleaseCount;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.StateCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The tables of a meeting's minutes: tickets by state, plans of releases, tickets of a release. */
final class Tables {

  static final String BOARD = "JIRA";
  static final List<String> STATES =
      List.of("Open", "In Progress", "Ready for Testing", "Ready for Release");

  private static final List<String> COUNTS = List.of("# of tickets", "&Delta;", "State");
  private static final List<String> PLAN =
      List.of("Version", "Development Freeze", "Package Freeze", "Release", "Notes");
  private static final int WEEKS_OF_RELEASE = 4;

  private final Vocabulary vocabulary;
  private final MeetingId meeting;
  private final Running running;
  private final SplittableRandom random;
  private final Draft draft;

  Tables(
      Vocabulary vocabulary,
      MeetingId meeting,
      Running running,
      SplittableRandom random,
      Draft draft) {
    this.vocabulary = vocabulary;
    this.meeting = meeting;
    this.running = running;
    this.random = random;
    this.draft = draft;
  }

  void jira(EntryId section, Revisions revisions) {
    EntryId table = draft.next();
    Place place = draft.place(section, table);
    List<StateCount> rows = new ArrayList<>();
    for (String state : STATES) {
      EntryId row = draft.next();
      Running.Moved moved = running.move(BOARD + ":" + state, random);
      rows.add(new StateCount(row, state, moved.count(), MeetingMaker.stated(moved, random), null));
      revisions.count(row, moved);
    }
    draft.step(
        "RecordTicketCounts",
        List.of(new TicketCountsRecorded(table, place, COUNTS, BOARD, null, rows, null)));
  }

  /** The next two releases; the days of one stay the same from week to week. */
  void plan(EntryId section) {
    List<MeetingEvent> made = new ArrayList<>();
    EntryId table = draft.add(section, (id, place) -> new TableAdded(id, place, PLAN, null), made);
    draft.step("AddTable", made);
    for (int i = 0; i < 2; i++) {
      long number = number(meeting.date()) + i;
      LocalDate begin = LocalDate.ofEpochDay(number * 7 * WEEKS_OF_RELEASE);
      ReleasePlan plan =
          new ReleasePlan(
              null,
              version(number),
              begin.plusDays(7),
              begin.plusDays(14),
              begin.plusDays(21),
              i == 0 ? vocabulary.word(random) : null);
      List<MeetingEvent> row = new ArrayList<>();
      draft.add(table, (id, place) -> new ReleaseScheduled(id, place, plan, null), row);
      draft.step("ScheduleRelease", row);
    }
  }

  /** The version of the release that is planned next on a day. */
  static String release(LocalDate day) {
    return version(number(day));
  }

  private static long number(LocalDate day) {
    return day.toEpochDay() / (7 * WEEKS_OF_RELEASE);
  }

  private static String version(long number) {
    return "%d.%d.%d".formatted(number / 100, number / 10 % 10, number % 10);
  }

  void releaseCounts(EntryId section) {
    String version = release(meeting.date());
    List<String> header = List.of(version, "&Delta;", "Total", "&Delta;", "Status");
    EntryId table = draft.next();
    Place place = draft.place(section, table);
    List<ReleaseCount> rows = new ArrayList<>();
    for (String status : STATES) {
      EntryId row = draft.next();
      Running.Moved moved = running.move("release:" + status, random);
      ReleaseCount.Counted counted =
          new ReleaseCount.Counted(moved.count(), MeetingMaker.stated(moved, random));
      rows.add(new ReleaseCount(row, status, List.of(counted, counted), null));
    }
    draft.step(
        "RecordReleaseCounts",
        List.of(new ReleaseCountsRecorded(table, place, header, null, rows, null)));
  }
}
