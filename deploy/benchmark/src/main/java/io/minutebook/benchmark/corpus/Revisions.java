package io.minutebook.benchmark.corpus;

import io.minutebook.benchmark.corpus.Running.OpenAction;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingEvent.ActionBlocked;
import io.minutebook.event.MeetingEvent.ActionCompleted;
import io.minutebook.event.MeetingEvent.ActionDropped;
import io.minutebook.event.MeetingEvent.ActionReassigned;
import io.minutebook.event.MeetingEvent.AnnouncementReworded;
import io.minutebook.event.MeetingEvent.AttendeeAdded;
import io.minutebook.event.MeetingEvent.EntryReworded;
import io.minutebook.event.MeetingEvent.TicketCountCorrected;
import io.minutebook.event.MeetingId;
import io.minutebook.event.StatedDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What happens to minutes once they are written: wordings, corrections, ends of actions. */
final class Revisions {

  private record Counted(EntryId row, Running.Moved moved) {}

  private final Vocabulary vocabulary;
  private final Cast cast;
  private final MeetingId meeting;
  private final Running running;
  private final SplittableRandom random;
  private final Draft draft;
  private final EntryId attendance;
  private final List<EntryId> notes = new ArrayList<>();
  private final List<EntryId> announcements = new ArrayList<>();
  private final List<Counted> counts = new ArrayList<>();
  private int guests;

  Revisions(
      Vocabulary vocabulary,
      Cast cast,
      MeetingId meeting,
      Running running,
      SplittableRandom random,
      Draft draft,
      EntryId attendance) {
    this.vocabulary = vocabulary;
    this.cast = cast;
    this.meeting = meeting;
    this.running = running;
    this.random = random;
    this.draft = draft;
    this.attendance = attendance;
  }

  void note(EntryId entry) {
    notes.add(entry);
  }

  void announcement(EntryId entry) {
    announcements.add(entry);
  }

  void count(EntryId row, Running.Moved moved) {
    counts.add(new Counted(row, moved));
  }

  /** Adds one event in a commit of its own. */
  void one() {
    List<OpenAction> actions = running.open();
    switch (random.nextInt(actions.isEmpty() ? 5 : 8)) {
      case 0 ->
          step(
              "RewordAnnouncement",
              new AnnouncementReworded(any(announcements), vocabulary.sentence(random), null));
      case 1 -> {
        Counted counted = any(counts);
        int count = counted.moved().count() + random.nextInt(3);
        step(
            "CorrectTicketCount",
            new TicketCountCorrected(
                counted.row(), count, StatedDelta.of(counted.moved().delta()), null));
      }
      case 2 ->
          // a guest from elsewhere, each only once
          step(
              "AddAttendee",
              new AttendeeAdded(
                  attendance,
                  Vocabulary.person(
                      (Math.floorMod(meeting.toString().hashCode(), Vocabulary.PEOPLE / 2)
                              + Vocabulary.PEOPLE / 2
                              + guests++)
                          % Vocabulary.PEOPLE),
                  null));
      case 5 -> end(any(actions));
      case 6 -> {
        OpenAction action = any(actions);
        step("BlockAction", new ActionBlocked(action.last().entry(), vocabulary.sentence(random)));
      }
      case 7 -> {
        OpenAction action = any(actions);
        step(
            "ReassignAction",
            new ActionReassigned(action.last().entry(), List.of(cast.anyone(random)), null));
      }
      default ->
          step("RewordEntry", new EntryReworded(any(notes), vocabulary.sentence(random), null));
    }
  }

  private void end(OpenAction action) {
    EntryId entry = action.last().entry();
    if (random.nextInt(5) > 0) {
      step("CompleteAction", new ActionCompleted(entry, null));
    } else {
      step("DropAction", new ActionDropped(entry, vocabulary.sentence(random)));
    }
    running.close(action.last());
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void step(String command, MeetingEvent event) {
    draft.step(command, List.of(event));
  }
}
