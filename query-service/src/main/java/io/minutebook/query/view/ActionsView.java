package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The action items, one document a meeting. */
public final class ActionsView {

  private final MongoCollection<Document> documents;

  ActionsView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** Which actions are wanted; null: whatever it is. */
  public record Filter(
      @Nullable SeriesId series,
      @Nullable PersonLabel owner,
      @Nullable ActionStatus status,
      @Nullable Ticket ticket,
      @Nullable MeetingId meeting,
      @Nullable Boolean open) {

    private Bson documents(Page.Wanted wanted) {
      List<Bson> conditions = new ArrayList<>();
      if (series != null) {
        conditions.add(eq("series", series.slug()));
      }
      if (meeting != null) {
        conditions.add(eq("_id", meeting.stream()));
      }
      List<Bson> item = new ArrayList<>();
      if (owner != null) {
        item.add(eq("ownerKeys", owner.key()));
      }
      if (ticket != null) {
        item.add(eq("tickets", ticket.key()));
      }
      if (status != null) {
        item.add(eq("status", status.name()));
      }
      if (!item.isEmpty()) {
        conditions.add(elemMatch("items", MinutesView.all(item)));
      }
      ItemKey.from(wanted).ifPresent(key -> conditions.add(gte("_id", key.stream())));
      return MinutesView.all(conditions);
    }

    private boolean matches(ActionItem action) {
      return (owner == null
              || action.owners().stream().anyMatch(label -> label.key().equals(owner.key())))
          && (ticket == null || action.tickets().contains(ticket.key()))
          && (status == null || action.status() == status)
          && (open == null || action.status().isOpen() == open);
    }
  }

  /** Action items in the order of the meetings' names and of their minutes. */
  public Page<ActionItem> actions(Filter filter, Page.Wanted wanted) {
    try (MongoCursor<Document> cursor =
        documents.find(filter.documents(wanted)).sort(ascending("_id")).iterator()) {
      return Page.of(
          ItemKey.after(
              wanted,
              Cursors.stream(cursor)
                  .flatMap(ActionsView::items)
                  .filter(edge -> filter.matches(edge.node()))),
          wanted);
    }
  }

  private static Stream<Page.Edge<ActionItem>> items(Document document) {
    MeetingId meeting = MeetingItems.meeting(document);
    LocalDate date = MeetingItems.date(document);
    List<Document> items = document.getList("items", Document.class);
    return IntStream.range(0, items.size())
        .mapToObj(
            i ->
                new Page.Edge<>(
                    new ItemKey(meeting.stream(), i).text(),
                    ActionItem.from(meeting, date, items.get(i))));
  }
}
