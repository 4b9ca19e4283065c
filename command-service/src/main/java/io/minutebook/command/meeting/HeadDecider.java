package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.CorrectTitle;
import io.minutebook.command.meeting.MeetingCommand.SetCoordinates;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.AttendanceRecorded;
import io.minutebook.event.MeetingEvent.AttendeeAdded;
import io.minutebook.event.MeetingEvent.AttendeeRemoved;
import io.minutebook.event.MeetingEvent.CoordinatesSet;
import io.minutebook.event.MeetingEvent.TitleCorrected;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import java.util.List;

/** Decides what stands at the head of the minutes: title, coordinates and attendance. */
final class HeadDecider {

  private final Draft draft;

  HeadDecider(Draft draft) {
    this.draft = draft;
  }

  void correctTitle(CorrectTitle command) {
    Entry title =
        draft
            .minutes()
            .title()
            .orElseThrow(() -> Refusal.notFound("title", "The minutes have no title."));
    String text = draft.fromDocument() ? command.title() : Texts.heading("title", command.title());
    if (!title.content().equals(new Content.Title(text))) {
      draft.changes(title.id(), source -> new TitleCorrected(title.id(), text, source));
    }
  }

  void setCoordinates(SetCoordinates command) {
    String text = draft.text("text", command.text(), Form.PARAGRAPH);
    Entry known = draft.minutes().coordinates().orElse(null);
    if (known == null) {
      EntryId id = draft.newEntry();
      Place place = new Place(null, draft.minutes().title().map(Entry::id).orElse(null));
      draft.makes(id, source -> new CoordinatesSet(id, place, text, source));
    } else if (!known.content().equals(new Content.Coordinates(text))) {
      draft.changes(known.id(), source -> new CoordinatesSet(known.id(), null, text, source));
    }
  }

  /** As {@link #setCoordinates}, at a place that a document says. */
  void setCoordinatesAt(Place place, String text) {
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new CoordinatesSet(id, place, text, source));
  }

  /** As {@link #recordAttendance}, at a place that a document says. */
  void recordAttendanceAt(Place place, List<PersonLabel> people) {
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new AttendanceRecorded(id, place, people, source));
  }

  void recordAttendance(List<PersonLabel> people) {
    if (!draft.fromDocument()) {
      for (int i = 0; i < people.size(); i++) {
        checkAttendee("people[" + i + "]", people.get(i));
        if (people.indexOf(people.get(i)) < i) {
          throw Refusal.invalid("people[" + i + "]", people.get(i) + " is named twice.");
        }
      }
    }
    Entry known = draft.minutes().attendance().orElse(null);
    if (known != null) {
      if (!known.content().equals(new Content.Attendance(people))) {
        draft.changes(
            known.id(), source -> new AttendanceRecorded(known.id(), null, people, source));
      }
      return;
    }
    EntryId after =
        draft.minutes().coordinates().or(() -> draft.minutes().title()).map(Entry::id).orElse(null);
    recordAttendanceAt(new Place(null, after), people);
  }

  private static void checkAttendee(String field, PersonLabel person) {
    Texts.line(field, person.label());
    if (person.label().contains(",")) {
      throw Refusal.invalid(field, "A name has no comma: it would read as two.");
    }
  }

  void addAttendee(PersonLabel person) {
    checkAttendee("person", person);
    Entry known = draft.minutes().attendance().orElse(null);
    if (known == null) {
      recordAttendance(List.of(person));
    } else if (!people(known).contains(person)) {
      draft.changes(known.id(), source -> new AttendeeAdded(known.id(), person, source));
    }
  }

  void removeAttendee(PersonLabel person) {
    Entry known = draft.minutes().attendance().orElse(null);
    if (known == null || !people(known).contains(person)) {
      throw Refusal.notFound("person", person + " is not on the list of those who attended.");
    }
    draft.changes(known.id(), source -> new AttendeeRemoved(known.id(), person, source));
  }

  private static List<PersonLabel> people(Entry attendance) {
    return ((Content.Attendance) attendance.content()).people();
  }
}
