package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The decisions, one document a meeting. Meetings that were called off do not count. */
public final class DecisionsView {

  private final MongoCollection<Document> documents;

  DecisionsView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /** Which decisions are wanted; null: whatever it is. Case does not matter in the text. */
  public record Filter(
      @Nullable SeriesId series,
      @Nullable MeetingId meeting,
      @Nullable String text,
      @Nullable Boolean inForce) {

    private Bson documents(Page.Wanted wanted) {
      List<Bson> conditions = new ArrayList<>(List.of(MeetingItems.areHeld()));
      if (series != null) {
        conditions.add(eq("series", series.slug()));
      }
      if (meeting != null) {
        conditions.add(eq("_id", meeting.stream()));
      }
      ItemKey.from(wanted).ifPresent(key -> conditions.add(gte("_id", key.stream())));
      return and(conditions);
    }

    private boolean matches(Decision decision) {
      return (text == null || Texts.contains(decision.item().text(), text))
          && (inForce == null || decision.inForce() == inForce);
    }
  }

  /** Decisions in the order of the meetings' names and of their minutes. */
  public Page<Decision> decisions(Filter filter, Page.Wanted wanted) {
    Map<EntryAddress, SortedSet<EntryAddress>> successors = successors();
    try (MongoCursor<Document> cursor =
        documents.find(filter.documents(wanted)).sort(ascending("_id")).iterator()) {
      return Page.of(
          ItemKey.after(
              wanted,
              Cursors.stream(cursor)
                  .flatMap(document -> MeetingItems.items(document, DecisionItem::from))
                  .map(edge -> edge.with(decision(edge.node(), successors)))
                  .filter(edge -> filter.matches(edge.node()))),
          wanted);
    }
  }

  private static Decision decision(
      DecisionItem item, Map<EntryAddress, SortedSet<EntryAddress>> successors) {
    SortedSet<EntryAddress> by = successors.get(item.address());
    return new Decision(item, by == null ? List.of() : List.copyOf(by));
  }

  /** Which decisions took the place of which, in all series. */
  private Map<EntryAddress, SortedSet<EntryAddress>> successors() {
    Map<EntryAddress, SortedSet<EntryAddress>> successors = new HashMap<>();
    try (MongoCursor<Document> cursor =
        documents.find(and(MeetingItems.areHeld(), exists("items.supersedes"))).iterator()) {
      Cursors.stream(cursor)
          .flatMap(document -> MeetingItems.items(document, DecisionItem::from))
          .map(Page.Edge::node)
          .forEach(
              item -> {
                if (item.supersedes() != null) {
                  successors
                      .computeIfAbsent(item.supersedes(), earlier -> new TreeSet<>())
                      .add(item.address());
                }
              });
    }
    return successors;
  }
}
