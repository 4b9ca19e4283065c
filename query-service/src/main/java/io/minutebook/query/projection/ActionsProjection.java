package io.minutebook.query.projection;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Content.CarriedOver;
import io.minutebook.minutes.Entry;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.ActionItem;
import io.minutebook.query.view.MeetingItems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The action items of a meeting, each with what happened to it there. */
final class ActionsProjection {

  private ActionsProjection() {}

  static Document document(OfMeeting state) {
    List<ActionItem> items = new ArrayList<>();
    for (Entry entry : state.minutes().outline().inOrder()) {
      if (entry.content() instanceof Content.Action action) {
        items.add(item(state, entry, action));
      }
    }
    return MeetingItems.ofActions(state.items(items));
  }

  private static ActionItem item(OfMeeting state, Entry entry, Content.Action action) {
    LocalDate date = state.stored(null).date();
    CarriedOver carried = action.carried();
    return new ActionItem(
        state.meeting(),
        date,
        entry.id().value(),
        action.owners(),
        action.text(),
        action.tickets().stream().map(Ticket::key).toList(),
        action.due(),
        action.status(),
        action.remark(),
        Sections.of(entry, state.minutes()),
        carried == null ? new EntryAddress(state.meeting(), entry.id()) : carried.root(),
        carried == null ? null : carried.from(),
        state.trail().stepsOf(entry.id().value()));
  }
}
