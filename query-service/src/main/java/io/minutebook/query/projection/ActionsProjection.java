package io.minutebook.query.projection;

import io.minutebook.event.Ticket;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.ActionItem;
import io.minutebook.query.view.MeetingItems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The action items of a meeting. */
final class ActionsProjection {

  private ActionsProjection() {}

  static Document document(OfMeeting state) {
    LocalDate date = state.stored(null).date();
    List<ActionItem> items = new ArrayList<>();
    for (Entry entry : state.minutes().outline().inOrder()) {
      if (entry.content() instanceof Content.Action action) {
        items.add(
            new ActionItem(
                state.meeting(),
                date,
                entry.id().value(),
                action.owners(),
                action.text(),
                action.tickets().stream().map(Ticket::key).toList(),
                action.due(),
                action.status(),
                action.remark(),
                sectionsOf(entry, state.minutes())));
      }
    }
    return MeetingItems.ofActions(
        new MeetingItems<>(state.meeting(), date, state.version(), items));
  }

  private static List<String> sectionsOf(Entry entry, Minutes minutes) {
    List<String> titles = new ArrayList<>();
    Optional<Entry> section = minutes.sectionOf(entry.id());
    while (section.isPresent()) {
      titles.addFirst(((Content.Section) section.get().content()).title());
      section = minutes.sectionOf(section.get().id());
    }
    return titles;
  }
}
