package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.AssignAction;
import io.minutebook.command.meeting.MeetingCommand.BlockAction;
import io.minutebook.command.meeting.MeetingCommand.CompleteAction;
import io.minutebook.command.meeting.MeetingCommand.DropAction;
import io.minutebook.command.meeting.MeetingCommand.ReassignAction;
import io.minutebook.command.meeting.MeetingCommand.ReopenAction;
import io.minutebook.command.meeting.MeetingCommand.RescheduleAction;
import io.minutebook.command.meeting.MeetingCommand.RewordAction;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.ActionAssigned;
import io.minutebook.event.MeetingEvent.ActionBlocked;
import io.minutebook.event.MeetingEvent.ActionCompleted;
import io.minutebook.event.MeetingEvent.ActionDropped;
import io.minutebook.event.MeetingEvent.ActionReassigned;
import io.minutebook.event.MeetingEvent.ActionReopened;
import io.minutebook.event.MeetingEvent.ActionRescheduled;
import io.minutebook.event.MeetingEvent.ActionReworded;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides the life of action items. */
final class ActionDecider {

  private final Draft draft;
  private final Places places;

  ActionDecider(Draft draft, Places places) {
    this.draft = draft;
    this.places = places;
  }

  void assign(AssignAction command) {
    Form form = command.form() == null ? Form.BULLET : command.form();
    List<PersonLabel> owners = owners(command.owners());
    String text = draft.fromDocument() ? command.text() : text(command.text(), command.tickets());
    checkDue(command.due());
    Place place = places.forEntry(command, null, form);
    EntryId id = draft.newEntry();
    List<Ticket> tickets = Ticket.mentionedIn(text);
    draft.makes(
        id,
        source ->
            new ActionAssigned(id, place, form, owners, text, tickets, command.due(), source));
  }

  void reassign(ReassignAction command) {
    Entry entry = action(command.action());
    List<PersonLabel> owners = owners(command.owners());
    if (!fields(entry).owners().equals(owners)) {
      draft.changes(entry.id(), source -> new ActionReassigned(entry.id(), owners, source));
    }
  }

  void reword(RewordAction command) {
    Entry entry = action(command.action());
    String text = draft.fromDocument() ? command.text() : text(command.text(), null);
    if (!fields(entry).text().equals(text)) {
      List<Ticket> tickets = Ticket.mentionedIn(text);
      draft.changes(entry.id(), source -> new ActionReworded(entry.id(), text, tickets, source));
    }
  }

  void reschedule(RescheduleAction command) {
    Entry entry = action(command.action());
    LocalDate due = command.due();
    checkDue(due);
    if (!java.util.Objects.equals(fields(entry).due(), due)) {
      draft.changes(entry.id(), source -> new ActionRescheduled(entry.id(), due, source));
    }
  }

  void block(BlockAction command) {
    EntryId id = open(command.action()).id();
    draft.happens(new ActionBlocked(id, reason(command.reason())));
  }

  void complete(CompleteAction command) {
    String remark = command.remark();
    EntryId id = open(command.action()).id();
    draft.happens(new ActionCompleted(id, remark == null ? null : Texts.remark("remark", remark)));
  }

  void drop(DropAction command) {
    EntryId id = open(command.action()).id();
    draft.happens(new ActionDropped(id, reason(command.reason())));
  }

  void reopen(ReopenAction command) {
    Entry entry = action(command.action());
    if (fields(entry).status() == ActionStatus.OPEN) {
      throw Refusal.conflict("action", "The action " + entry.id() + " is open.");
    }
    String reason = command.reason();
    draft.happens(new ActionReopened(entry.id(), reason == null ? null : reason(reason)));
  }

  private static String reason(String reason) {
    return Texts.remark("reason", reason);
  }

  private Entry action(EntryRef ref) {
    Entry entry = draft.entry(ref, "action");
    if (!(entry.content() instanceof Content.Action)) {
      throw Refusal.invalid("action", "The entry " + entry.id() + " is not an action item.");
    }
    return entry;
  }

  private Entry open(EntryRef ref) {
    Entry entry = action(ref);
    if (!fields(entry).status().isOpen()) {
      throw Refusal.conflict(
          "action",
          "The action "
              + entry.id()
              + " is "
              + fields(entry).status().name().toLowerCase(java.util.Locale.ROOT)
              + " already; reopen it first.");
    }
    return entry;
  }

  private static Content.Action fields(Entry entry) {
    return (Content.Action) entry.content();
  }

  void checkDue(@Nullable LocalDate due) {
    LocalDate date = draft.minutes().date();
    if (!draft.fromDocument() && due != null && date != null && due.isBefore(date)) {
      throw Refusal.invalid("due", "It is before the meeting, which is on " + date + ".");
    }
  }

  List<PersonLabel> owners(List<PersonLabel> owners) {
    if (!draft.fromDocument()) {
      Persons.check("owners", owners);
    }
    return owners;
  }

  static String text(String text, @Nullable List<Ticket> tickets) {
    String wording = Texts.block("text", text, Form.BULLET);
    if (wording.matches("(?s).*\\(due \\d{4}-\\d{2}-\\d{2}\\)")) {
      throw Refusal.invalid("text", "Say when it is due in the field due, not in the text.");
    }
    List<Ticket> mentioned = Ticket.mentionedIn(wording);
    String missing =
        tickets == null
            ? ""
            : tickets.stream()
                .filter(ticket -> !mentioned.contains(ticket))
                .distinct()
                .map(Ticket::key)
                .collect(Collectors.joining(", "));
    return missing.isEmpty() ? wording : wording + " (" + missing + ")";
  }
}
