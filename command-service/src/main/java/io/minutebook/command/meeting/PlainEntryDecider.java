package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AddAnnouncement;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.AssignDuty;
import io.minutebook.command.meeting.MeetingCommand.CorrectSupport;
import io.minutebook.command.meeting.MeetingCommand.DeclareNothing;
import io.minutebook.command.meeting.MeetingCommand.ReportSupport;
import io.minutebook.command.meeting.MeetingCommand.RetractAnnouncement;
import io.minutebook.command.meeting.MeetingCommand.RewordAnnouncement;
import io.minutebook.command.meeting.MeetingCommand.RewordEntry;
import io.minutebook.command.meeting.MeetingCommand.SwapDuty;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.AnnouncementAdded;
import io.minutebook.event.MeetingEvent.AnnouncementRetracted;
import io.minutebook.event.MeetingEvent.AnnouncementReworded;
import io.minutebook.event.MeetingEvent.DutyAssigned;
import io.minutebook.event.MeetingEvent.DutySwapped;
import io.minutebook.event.MeetingEvent.EntryReworded;
import io.minutebook.event.MeetingEvent.NoteAdded;
import io.minutebook.event.MeetingEvent.NothingDeclared;
import io.minutebook.event.MeetingEvent.SupportCorrected;
import io.minutebook.event.MeetingEvent.SupportReported;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides notes, announcements, turns of duty and support updates. */
final class PlainEntryDecider {

  private final Draft draft;
  private final Places places;

  PlainEntryDecider(Draft draft, Places places) {
    this.draft = draft;
    this.places = places;
  }

  void addNote(AddNote command) {
    Form form = Places.form(command.form());
    String text = draft.text("text", command.text(), form);
    Place place = places.forEntry(command, null, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new NoteAdded(id, place, form, text, source));
  }

  void rewordEntry(RewordEntry command) {
    Entry entry = draft.entry(command.entry(), "entry");
    String text = draft.text("text", command.text(), entry.form());
    String now =
        switch (entry.content()) {
          case Content.Note note -> note.text();
          case Content.Nothing nothing -> nothing.wording();
          default ->
              throw Refusal.invalid(
                  "entry",
                  "The entry " + entry.id() + " is not a note; it has a command of its own.");
        };
    if (!now.equals(text)) {
      draft.changes(entry.id(), source -> new EntryReworded(entry.id(), text, source));
    }
  }

  void declareNothing(DeclareNothing command) {
    Form form = command.form() == null ? Form.PARAGRAPH : command.form();
    String stated = command.wording();
    String wording = draft.text("wording", stated == null ? "None this week" : stated, form);
    Place place = places.forEntry(command, null, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new NothingDeclared(id, place, form, wording, source));
  }

  void addAnnouncement(AddAnnouncement command) {
    Form form = Places.form(command.form());
    String text = draft.text("text", command.text(), form);
    EntryId home =
        places.needsHome(command)
            ? places.section(title -> title.startsWith("announcement"), "Announcements")
            : null;
    Place place = places.forEntry(command, home, form);
    EntryId id = draft.newEntry();
    draft.makes(id, source -> new AnnouncementAdded(id, place, form, text, source));
  }

  private Entry announcement(EntryRef ref) {
    Entry entry = draft.entry(ref, "entry");
    if (!(entry.content() instanceof Content.Announcement)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not an announcement.");
    }
    return entry;
  }

  void rewordAnnouncement(RewordAnnouncement command) {
    Entry entry = announcement(command.entry());
    String text = draft.text("text", command.text(), entry.form());
    if (!entry.content().equals(new Content.Announcement(text))) {
      draft.changes(entry.id(), source -> new AnnouncementReworded(entry.id(), text, source));
    }
  }

  void retractAnnouncement(RetractAnnouncement command) {
    Entry entry = announcement(command.entry());
    Places.checkTakesAlong(entry, command.takeAlong());
    String reason = Texts.optional(command.reason());
    draft.takesOut(entry.id(), sources -> new AnnouncementRetracted(entry.id(), reason, sources));
  }

  void assignDuty(AssignDuty command) {
    Form form = Places.form(command.form());
    checkPerson(command.person());
    EntryId home =
        places.needsHome(command) ? places.section(title -> title.endsWith("duty"), "Duty") : null;
    Place place = places.forEntry(command, home, form);
    EntryId id = draft.newEntry();
    draft.makes(
        id,
        source ->
            new DutyAssigned(
                id,
                place,
                form,
                command.slot(),
                command.person(),
                Boolean.TRUE.equals(command.tentative()),
                source));
  }

  private void checkPerson(@Nullable PersonLabel person) {
    if (person != null && !draft.fromDocument()) {
      Persons.check("person", person);
    }
  }

  void swapDuty(SwapDuty command) {
    Entry entry = draft.entry(command.entry(), "entry");
    if (!(entry.content() instanceof Content.Duty duty)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a turn of duty.");
    }
    checkPerson(command.person());
    boolean tentative = Boolean.TRUE.equals(command.tentative());
    if (!duty.equals(new Content.Duty(duty.slot(), command.person(), tentative))) {
      draft.changes(
          entry.id(), source -> new DutySwapped(entry.id(), command.person(), tentative, source));
    }
  }

  private Content.Support support(String site, List<PersonLabel> people, String text, Form form) {
    if (draft.fromDocument()) {
      return new Content.Support(site, people, text);
    }
    String where = Texts.line("site", site);
    if (where.matches(".*[():].*") || where.length() > 100) {
      throw Refusal.invalid("site", "A site has up to 100 characters and no brackets or colon.");
    }
    Persons.check("people", people);
    return new Content.Support(where, people, Texts.block("text", text, form));
  }

  void reportSupport(ReportSupport command) {
    Form form = Places.form(command.form());
    Content.Support support = support(command.site(), command.people(), command.text(), form);
    EntryId home =
        places.needsHome(command)
            ? places.section(title -> title.startsWith("support"), "Support Update")
            : null;
    Place place = places.forEntry(command, home, form);
    EntryId id = draft.newEntry();
    draft.makes(
        id,
        source ->
            new SupportReported(
                id, place, form, support.site(), support.people(), support.text(), source));
  }

  void correctSupport(CorrectSupport command) {
    Entry entry = draft.entry(command.entry(), "entry");
    if (!(entry.content() instanceof Content.Support)) {
      throw Refusal.invalid("entry", "The entry " + entry.id() + " is not a support update.");
    }
    Content.Support support =
        support(command.site(), command.people(), command.text(), entry.form());
    if (!entry.content().equals(support)) {
      draft.changes(
          entry.id(),
          source ->
              new SupportCorrected(
                  entry.id(), support.site(), support.people(), support.text(), source));
    }
  }
}
