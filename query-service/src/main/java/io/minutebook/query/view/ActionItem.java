package io.minutebook.query.view;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action item in the minutes of a meeting.
 *
 * @param date the day of the meeting
 * @param remark the reason or remark of the last change of status
 * @param sections the titles of the headings that it stands under, outermost first
 * @param root the entry that first assigned it: its identity for life
 * @param from the entry of the earlier minutes that it was carried over from; null: from none
 * @param steps what happened to it in these minutes, in order
 */
public record ActionItem(
    MeetingId meeting,
    LocalDate date,
    String entry,
    List<PersonLabel> owners,
    String text,
    List<String> tickets,
    @Nullable LocalDate due,
    ActionStatus status,
    @Nullable String remark,
    List<String> sections,
    EntryAddress root,
    @Nullable EntryAddress from,
    List<ActionStep> steps) {

  public ActionItem {
    owners = List.copyOf(owners);
    tickets = List.copyOf(tickets);
    sections = List.copyOf(sections);
    steps = List.copyOf(steps);
  }

  /** The nearest heading above it. */
  public @Nullable String section() {
    return sections.isEmpty() ? null : sections.getLast();
  }

  /** The action item that a version of an entry is. */
  public static ActionItem of(EntryVersion version, Content.Action action) {
    Content.CarriedOver carried = action.carried();
    return new ActionItem(
        version.meeting(),
        version.facts().date(),
        version.entry().value(),
        action.owners(),
        action.text(),
        action.tickets().stream().map(Ticket::key).toList(),
        action.due(),
        action.status(),
        action.remark(),
        version.facts().sections(),
        EntryKeys.root(version, action),
        carried == null ? null : carried.from(),
        version.facts().steps());
  }
}
