package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What happened to every stream, one document an event. */
public final class HistoryView {

  private final MongoCollection<Document> documents;

  HistoryView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /**
   * What happened to a stream, oldest first, up to a version and that included; a change's key is
   * its version.
   *
   * @param entry only what happened to this entry; null: all
   */
  public Page<Change> changes(
      String stream, long upTo, @Nullable EntryId entry, Page.Wanted wanted) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("stream", stream));
    conditions.add(lte("version", upTo));
    if (entry != null) {
      conditions.add(eq("entries", entry.value()));
    }
    wanted.after().ifPresent(after -> conditions.add(gt("version", version(after))));
    try (MongoCursor<Document> cursor =
        documents
            .find(and(conditions))
            .sort(ascending("version"))
            .limit(wanted.first() + 1)
            .iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .map(Change::from)
              .map(change -> new Page.Edge<>(Long.toString(change.version()), change))
              .iterator(),
          wanted);
    }
  }

  /** Hands over every change of a stream up to a version, in order. */
  public void forEach(String stream, long upTo, Consumer<Change> consumer) {
    documents
        .find(and(eq("stream", stream), lte("version", upTo)))
        .sort(ascending("version"))
        .map(Change::from)
        .forEach(consumer);
  }

  private static long version(String key) {
    try {
      return Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }
}
