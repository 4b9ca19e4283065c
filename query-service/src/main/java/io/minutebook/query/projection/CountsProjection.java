package io.minutebook.query.projection;

import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.query.projection.StreamState.OfMeeting;
import io.minutebook.query.view.MeetingItems;
import io.minutebook.query.view.TicketNumber;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The counts of tickets in the minutes of a meeting, as they say it; no delta is derived here. */
final class CountsProjection {

  private CountsProjection() {}

  static Document document(OfMeeting state) {
    List<TicketNumber> items = new ArrayList<>();
    for (Entry entry : state.minutes().outline().inOrder()) {
      String id = entry.id().value();
      if (entry.content() instanceof Content.QueueCount c) {
        items.add(new TicketNumber(id, null, null, c.queue(), c.count(), c.stated()));
      } else if (entry.content() instanceof Content.TicketCount c) {
        items.add(new TicketNumber(id, c.board(), c.state(), null, c.count(), c.stated()));
      }
    }
    return MeetingItems.ofCounts(state.items(items));
  }
}
