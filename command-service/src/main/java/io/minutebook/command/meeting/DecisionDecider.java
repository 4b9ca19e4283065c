package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.Placed;
import io.minutebook.command.meeting.MeetingCommand.RecordDecision;
import io.minutebook.command.meeting.MeetingCommand.RewordDecision;
import io.minutebook.command.meeting.MeetingCommand.SupersedeDecision;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.DecisionRecorded;
import io.minutebook.event.MeetingEvent.DecisionReworded;
import io.minutebook.event.MeetingEvent.DecisionSuperseded;
import io.minutebook.event.MeetingId;
import io.minutebook.event.Place;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of decisions. */
final class DecisionDecider {

  private final MeetingId meeting;
  private final Draft draft;
  private final Places places;

  DecisionDecider(MeetingId meeting, Draft draft, Places places) {
    this.meeting = meeting;
    this.draft = draft;
    this.places = places;
  }

  void record(RecordDecision command) {
    Form form = form(command.form());
    String text = text(command.text(), form);
    Place place = place(command, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new DecisionRecorded(id, place, form, text, source));
  }

  void supersede(SupersedeDecision command) {
    Form form = form(command.form());
    String text = text(command.text(), form);
    EntryAddress supersedes = checked(command.supersedes(), null);
    Place place = place(command, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new DecisionSuperseded(id, place, form, text, supersedes, source));
  }

  void reword(RewordDecision command) {
    Entry entry = draft.entry(command.entry(), "entry");
    if (!(entry.content() instanceof Content.Decision)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a decision.");
    }
    String text = text(command.text(), entry.form());
    EntryAddress stated = command.supersedes();
    EntryAddress supersedes = stated == null ? null : checked(stated, entry.id());
    if (!entry.content().equals(new Content.Decision(text, supersedes))) {
      draft.changes(
          entry.id(), source -> new DecisionReworded(entry.id(), text, supersedes, source));
    }
  }

  private static Form form(@Nullable Form form) {
    return form == null ? Form.BULLET : form;
  }

  private String text(String text, Form form) {
    return draft.fromDocument() ? text : Texts.block("text", text, form);
  }

  private Place place(Placed command, Form form) {
    EntryId home =
        draft.fromDocument()
                || command.under() != null
                || command.after() != null
                || command.before() != null
            ? null
            : places.section(title -> title.startsWith("decision"), "Decisions");
    return places.forEntry(command, home, form);
  }

  /** A decision supersedes an earlier one: of an earlier meeting, or one of these minutes. */
  private EntryAddress checked(EntryAddress supersedes, @Nullable EntryId by) {
    if (draft.fromDocument()) {
      return supersedes;
    }
    if (supersedes.meeting().equals(meeting)) {
      Entry entry = draft.entry(EntryRef.of(supersedes.entry()), "supersedes");
      if (!(entry.content() instanceof Content.Decision) || entry.id().equals(by)) {
        throw Refusal.invalid(
            "supersedes", "The entry " + entry.id() + " is not another decision.");
      }
    } else if (supersedes.meeting().series().equals(meeting.series())
        && supersedes.meeting().compareTo(meeting) > 0) {
      throw Refusal.invalid("supersedes", "That meeting is later than this one.");
    }
    return supersedes;
  }
}
