package io.minutebook.benchmark.corpus;

import io.minutebook.benchmark.corpus.Draft.Step;
import io.minutebook.event.DutySlot;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.AnnouncementAdded;
import io.minutebook.event.MeetingEvent.AttendanceRecorded;
import io.minutebook.event.MeetingEvent.CoordinatesSet;
import io.minutebook.event.MeetingEvent.DutyAssigned;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingEvent.MinutesPublished;
import io.minutebook.event.MeetingEvent.NothingDeclared;
import io.minutebook.event.MeetingEvent.QueueCountRecorded;
import io.minutebook.event.MeetingEvent.SectionAdded;
import io.minutebook.event.MeetingEvent.SupportReported;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.StatedDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes the minutes of one meeting: what a weekly meeting of a team that builds software says, in
 * events without sources, and then what happens to them until they are published.
 */
final class MeetingMaker {

  private static final List<String> SITES =
      List.of("Gull Island", "River Board", "North Pier", "Lower Marsh", "Old Harbour", "Sandbank");

  private final Vocabulary vocabulary;
  private final Cast cast;
  private final MeetingId meeting;
  private final Running running;
  private final SplittableRandom random;
  private final Draft draft = new Draft();

  MeetingMaker(
      Vocabulary vocabulary,
      Cast cast,
      MeetingId meeting,
      Running running,
      SplittableRandom random) {
    this.vocabulary = vocabulary;
    this.cast = cast;
    this.meeting = meeting;
    this.running = running;
    this.random = random;
  }

  /** The minutes in so many events, or in some more if so few are not enough. */
  List<Step> make(int events) {
    EntryId attendance = head();
    EntryId announcements = section(null, 2, "Announcements");
    Revisions revisions =
        new Revisions(vocabulary, cast, meeting, running, random, draft, attendance);
    announcements(announcements, revisions);
    duty(announcements);
    Tables tables = new Tables(vocabulary, meeting, running, random, draft);
    tables.jira(section(announcements, 3, "JIRA"), revisions);
    tables.plan(section(announcements, 3, "Release Schedule"));
    Topics topics = new Topics(vocabulary, cast, meeting, running, random, draft, revisions);
    EntryId team = section(null, 2, cast.team() + " Team");
    topics.team(team);
    discussion(team, topics);
    support(section(team, 3, "Support Update"));
    EntryId release = section(null, 2, "Release Team");
    tables.releaseCounts(release);
    topics.packages(release);
    while (draft.events() < events - 1) {
      revisions.one();
    }
    draft.step("PublishMinutes", List.of(new MinutesPublished()));
    return draft.steps();
  }

  private EntryId head() {
    List<MeetingEvent> made = new ArrayList<>();
    String title = "%s Team Meeting, %s".formatted(cast.team(), meeting.date());
    draft.add(null, (id, _) -> new MeetingScheduled(meeting, id, title, null), made);
    draft.add(
        null,
        (id, place) ->
            new CoordinatesSet(id, place, "Room " + cast.team() + ", or by telephone", null),
        made);
    draft.step("ScheduleMeeting", made);
    List<MeetingEvent> attended = new ArrayList<>();
    List<PersonLabel> people = cast.attending(random);
    EntryId attendance =
        draft.add(null, (id, place) -> new AttendanceRecorded(id, place, people, null), attended);
    draft.step("RecordAttendance", attended);
    return attendance;
  }

  private EntryId section(@Nullable EntryId under, int level, String title) {
    List<MeetingEvent> made = new ArrayList<>();
    EntryId section =
        draft.add(under, (id, place) -> new SectionAdded(id, place, level, title, null), made);
    draft.step("AddSection", made);
    return section;
  }

  private void announcements(EntryId section, Revisions revisions) {
    List<MeetingEvent> made = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String text = vocabulary.sentence(random);
      EntryId entry =
          draft.add(
              section,
              (id, place) -> new AnnouncementAdded(id, place, Form.BULLET, text, null),
              made);
      revisions.announcement(entry);
    }
    draft.step("AddAnnouncement", made);
  }

  private void duty(EntryId announcements) {
    EntryId section = section(announcements, 3, "Triage Duty");
    List<MeetingEvent> made = new ArrayList<>();
    int week = (int) (meeting.date().toEpochDay() / 7);
    for (DutySlot slot : DutySlot.values()) {
      boolean next = slot == DutySlot.NEXT_WEEK;
      PersonLabel person = cast.onDuty(next ? week + 1 : week);
      boolean tentative = next && random.nextInt(5) == 0;
      draft.add(
          section,
          (id, place) -> new DutyAssigned(id, place, Form.BULLET, slot, person, tentative, null),
          made);
    }
    draft.step("AssignDuty", made);
    List<MeetingEvent> counted = new ArrayList<>();
    for (String queue : List.of("Helpdesk", "Partner")) {
      Running.Moved moved = running.move(queue, random);
      draft.add(
          section,
          (id, place) ->
              new QueueCountRecorded(
                  id,
                  place,
                  Form.BULLET,
                  queue,
                  moved.count(),
                  stated(moved, random),
                  "open " + queue + " tickets",
                  null),
          counted);
    }
    draft.step("RecordTicketCounts", counted);
  }

  /** The delta as minutes state it: now and then a wrong one. */
  static StatedDelta stated(Running.Moved moved, SplittableRandom random) {
    return StatedDelta.of(random.nextInt(10) == 0 ? moved.delta() + 1 : moved.delta());
  }

  private void discussion(EntryId team, Topics topics) {
    EntryId section = section(team, 3, "Discussion");
    if (random.nextInt(3) > 0) {
      topics.decision(section);
      return;
    }
    List<MeetingEvent> made = new ArrayList<>();
    draft.add(
        section,
        (id, place) -> new NothingDeclared(id, place, Form.PARAGRAPH, "None this week", null),
        made);
    draft.step("DeclareNothing", made);
  }

  private void support(EntryId section) {
    for (int i = random.nextInt(1, 3); i > 0; i--) {
      List<MeetingEvent> made = new ArrayList<>();
      String site = SITES.get(random.nextInt(SITES.size()));
      String text = vocabulary.sentence(random);
      List<PersonLabel> people = List.of(cast.anyone(random));
      draft.add(
          section,
          (id, place) -> new SupportReported(id, place, Form.BULLET, site, people, text, null),
          made);
      draft.step("ReportSupport", made);
    }
  }
}
