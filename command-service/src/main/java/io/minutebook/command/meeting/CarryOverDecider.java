package io.minutebook.command.meeting;

import io.minutebook.command.Refusal;
import io.minutebook.command.meeting.MeetingCommand.CarryOverAction;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.ActionCarriedOver;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Place;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides how actions of earlier meetings come into these minutes. */
final class CarryOverDecider {

  private static final String HOME = "Action Items";

  private final MeetingId meeting;
  private final Draft draft;
  private final Places places;
  private final ActionDecider actions;
  private final Facts facts;

  CarryOverDecider(
      MeetingId meeting, Draft draft, Places places, ActionDecider actions, Facts facts) {
    this.meeting = meeting;
    this.draft = draft;
    this.places = places;
    this.actions = actions;
    this.facts = facts;
  }

  void carryOver(CarryOverAction command) {
    EntryAddress from = command.action();
    Minutes there = minutesOf(from);
    Entry standing = entry(there, from);
    Content.Action action = action(standing, from);
    EntryAddress root = Facts.rootOf(from, action);
    if (!draft.fromDocument()) {
      checkNotHere(from, root);
      checkOpen(from, action);
    }
    Form form = form(command.form(), standing.form());
    List<PersonLabel> owners = owners(command.owners(), action);
    String text = text(command.text(), action);
    LocalDate due = due(command.due(), action);
    Place place = places.forEntry(command, home(command, there, standing), form);
    EntryId id = draft.newEntry();
    List<Ticket> tickets = Ticket.mentionedIn(text);
    draft.makes(
        id,
        source ->
            new ActionCarriedOver(id, place, form, from, root, owners, text, tickets, due, source));
  }

  private Minutes minutesOf(EntryAddress from) {
    if (!from.meeting().series().equals(meeting.series())) {
      throw Refusal.invalid(
          "action", "An action is carried over within its series, which is " + meeting.series());
    }
    if (from.meeting().compareTo(meeting) >= 0) {
      throw Refusal.invalid(
          "action",
          "An action is carried over from an earlier meeting, not from " + from.meeting());
    }
    Minutes there = facts.earlier().get(from.meeting());
    if (there == null) {
      throw Refusal.notFound("action", "There are no minutes of " + from.meeting() + ".");
    }
    return there;
  }

  private static Entry entry(Minutes there, EntryAddress from) {
    return there
        .outline()
        .find(from.entry())
        .orElseThrow(
            () ->
                from.entry().number() <= there.lastEntry()
                    ? Refusal.conflict("action", "The entry " + from + " has been retracted.")
                    : Refusal.notFound("action", "There is no entry " + from + "."));
  }

  private static Content.Action action(Entry standing, EntryAddress from) {
    if (standing.content() instanceof Content.Action action) {
      return action;
    }
    throw Refusal.invalid("action", "The entry " + from + " is not an action item.");
  }

  private void checkNotHere(EntryAddress from, EntryAddress root) {
    for (Entry entry : draft.minutes().outline().inOrder()) {
      if (entry.content() instanceof Content.Action action
          && root.equals(Facts.rootOf(new EntryAddress(meeting, entry.id()), action))) {
        throw Refusal.conflict(
            "action", "The action " + from + " stands in these minutes already: " + entry.id());
      }
    }
  }

  private static void checkOpen(EntryAddress from, Content.Action action) {
    if (!action.status().isOpen()) {
      throw Refusal.conflict(
          "action",
          "The action "
              + from
              + " is "
              + action.status().name().toLowerCase(Locale.ROOT)
              + "; reopen it there first (ReopenAction).");
    }
  }

  /** As the action was set, except for its number in the list that it stood in. */
  private static Form form(@Nullable Form stated, Form there) {
    if (stated != null) {
      return stated;
    }
    return there.isNumbered() ? Form.BULLET : there;
  }

  private List<PersonLabel> owners(@Nullable List<PersonLabel> stated, Content.Action action) {
    return stated == null ? action.owners() : actions.owners(stated);
  }

  private String text(@Nullable String stated, Content.Action action) {
    if (stated == null) {
      return action.text();
    }
    return draft.fromDocument() ? stated : ActionDecider.text(stated, null);
  }

  /** An action may be overdue; but nobody says today that it is due on a day gone by. */
  private @Nullable LocalDate due(@Nullable LocalDate stated, Content.Action action) {
    if (stated == null && !draft.fromDocument()) {
      return action.due();
    }
    actions.checkDue(stated);
    return stated;
  }

  /** The section of the title that it stood under, or else the one of the actions. */
  private @Nullable EntryId home(CarryOverAction command, Minutes there, Entry standing) {
    if (!places.needsHome(command)) {
      return null;
    }
    Optional<EntryId> same =
        there
            .sectionOf(standing.id())
            .map(section -> ((Content.Section) section.content()).title())
            .map(title -> title.strip().toLowerCase(Locale.ROOT))
            .flatMap(title -> places.find(title::equals));
    return same.orElseGet(() -> places.section(title -> title.contains("action item"), HOME));
  }
}
