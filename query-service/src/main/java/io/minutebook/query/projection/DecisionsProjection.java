package io.minutebook.query.projection;

import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.DecisionItem;
import io.minutebook.query.view.MeetingItems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The decisions of a meeting; what superseded them is not for their own minutes to say. */
final class DecisionsProjection {

  private DecisionsProjection() {}

  static Document document(OfMeeting state) {
    LocalDate date = state.stored(null).date();
    List<DecisionItem> items = new ArrayList<>();
    for (Entry entry : state.minutes().outline().inOrder()) {
      if (entry.content() instanceof Content.Decision decision) {
        items.add(
            new DecisionItem(
                state.meeting(),
                date,
                entry.id().value(),
                decision.text(),
                decision.supersedes(),
                Sections.of(entry, state.minutes())));
      }
    }
    return MeetingItems.ofDecisions(state.items(items));
  }
}
