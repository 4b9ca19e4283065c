package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.query.view.Views;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The views' documents as they are stored, without the code that answers from them. */
final class StoredViews {

  private static final int BATCH = 500;

  private final Views views;

  StoredViews(Views views) {
    this.views = views;
  }

  /**
   * The version up to which the views have followed a stream; empty if they do not know it. All
   * other documents of the stream are at least as new.
   */
  OptionalLong headOf(String stream) {
    Document head =
        heads(stream).find(eq("_id", stream)).projection(new Document("version", 1)).first();
    return head == null ? OptionalLong.empty() : OptionalLong.of(version(head));
  }

  /** The document that tells how far the views have followed a stream, without its place. */
  Optional<Document> headDocument(String stream) {
    Document head = heads(stream).find(eq("_id", stream)).first();
    if (head != null) {
      head.remove("place");
    }
    return Optional.ofNullable(head);
  }

  private MongoCollection<Document> heads(String stream) {
    return MeetingId.isStream(stream) ? views.minutesDocuments() : views.seriesDocuments();
  }

  /** The name of the view that has a document of the stream though it is for the other kind. */
  Optional<String> misplacedHead(String stream) {
    MongoCollection<Document> others =
        MeetingId.isStream(stream) ? views.seriesDocuments() : views.minutesDocuments();
    return Optional.ofNullable(others.find(eq("_id", stream)).projection(include("_id")).first())
        .map(found -> others.getNamespace().getCollectionName());
  }

  /** The versions of a stream's entries, by their names, whatever these are. */
  Map<Object, Document> entriesOf(String stream) {
    Map<Object, Document> entries = new LinkedHashMap<>();
    for (Document document :
        views.entryDocuments().find(eq("stream", stream)).sort(ascending("version", "_id"))) {
      entries.put(document.get("_id"), document);
    }
    return entries;
  }

  /** The name of the view that has the heads of a stream's kind. */
  String headView(String stream) {
    return heads(stream).getNamespace().getCollectionName();
  }

  String entriesView() {
    return views.entryDocuments().getNamespace().getCollectionName();
  }

  /** The latest version in a stream's history; -1 if there is none. */
  long lastOfHistory(String stream) {
    Document last =
        views
            .historyDocuments()
            .find(and(eq("stream", stream), lte("version", Long.MAX_VALUE)))
            .sort(descending("stream", "version"))
            .projection(include("version"))
            .limit(1)
            .first();
    return last == null ? -1 : version(last);
  }

  /**
   * The name of a document of a stream's history that has no number as its version, and so is in no
   * order with the others.
   */
  Optional<String> historyWithoutVersion(String stream) {
    // whatever is no number comes before all numbers or after them
    for (Bson order : List.of(ascending("stream", "version"), descending("stream", "version"))) {
      Document end =
          views
              .historyDocuments()
              .find(eq("stream", stream))
              .sort(order)
              .projection(include("version"))
              .limit(1)
              .first();
      if (end != null && !(end.get("version") instanceof Number)) {
        return Optional.of(String.valueOf(end.get("_id")));
      }
    }
    return Optional.empty();
  }

  /** A stream's history up to a version, in order, read as it is gone through. */
  MongoCursor<Document> historyOf(String stream, long upTo) {
    return views
        .historyDocuments()
        .find(and(eq("stream", stream), lte("version", upTo)))
        .sort(ascending("stream", "version"))
        .batchSize(BATCH)
        .iterator();
  }

  /** The version that a document says it has; -1 if it says none. */
  static long version(Document document) {
    return document.get("version") instanceof Number number ? number.longValue() : -1;
  }
}
