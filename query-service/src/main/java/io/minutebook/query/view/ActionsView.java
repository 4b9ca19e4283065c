package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
      People.@Nullable Who owner,
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
        item.add(in("ownerKeys", owner.keys()));
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
              || action.owners().stream().anyMatch(owner.in(action.meeting().series())))
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
                  .flatMap(document -> MeetingItems.items(document, ActionItem::from))
                  .filter(edge -> filter.matches(edge.node()))),
          wanted);
    }
  }

  /** Which lives are wanted; null: whatever it is. All but the series is as of now. */
  public record LifeFilter(
      @Nullable SeriesId series,
      People.@Nullable Who owner,
      @Nullable ActionStatus status,
      @Nullable Ticket ticket,
      @Nullable LocalDate dueBefore,
      @Nullable Boolean open) {

    private boolean matches(ActionLife life) {
      ActionItem now = life.last();
      return (owner == null || now.owners().stream().anyMatch(owner.in(now.meeting().series())))
          && (status == null || life.status() == status)
          && (ticket == null || now.tickets().contains(ticket.key()))
          && (dueBefore == null || (now.due() != null && now.due().isBefore(dueBefore)))
          && (open == null || life.status().isOpen() == open);
    }
  }

  /**
   * The lives of actions, each over all meetings that were not called off, in the order of their
   * roots. A life is kept within its series.
   */
  public Page<ActionLife> lives(LifeFilter filter, Page.Wanted wanted) {
    Optional<EntryAddress> after = wanted.after().map(ActionsView::root);
    List<Bson> conditions = new ArrayList<>(List.of(MeetingItems.areHeld()));
    if (filter.series != null) {
      conditions.add(eq("series", filter.series.slug()));
    }
    SortedMap<EntryAddress, List<ActionItem>> items = new TreeMap<>();
    try (MongoCursor<Document> cursor = documents.find(MinutesView.all(conditions)).iterator()) {
      Cursors.stream(cursor)
          .flatMap(document -> MeetingItems.items(document, ActionItem::from))
          .map(Page.Edge::node)
          .forEach(item -> items.computeIfAbsent(item.root(), root -> new ArrayList<>()).add(item));
    }
    return Page.of(
        items.entrySet().stream()
            .filter(each -> after.isEmpty() || each.getKey().compareTo(after.get()) > 0)
            .map(each -> ActionLife.of(each.getKey(), each.getValue()))
            .filter(filter::matches)
            .map(life -> new Page.Edge<>(life.root().toString(), life))
            .iterator(),
        wanted);
  }

  private static EntryAddress root(String key) {
    try {
      return EntryAddress.parse(key);
    } catch (IllegalArgumentException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }
}
