package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.ViewDocument;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;

/** The views' documents as they are stored, without the code that answers from them. */
final class StoredViews {

  private final Views views;

  StoredViews(Views views) {
    this.views = views;
  }

  /** All streams that any view knows. */
  Set<String> streams() {
    TreeSet<String> streams = new TreeSet<>();
    for (MongoCollection<Document> each :
        List.of(
            views.minutesDocuments(),
            views.seriesDocuments(),
            views.actionsDocuments(),
            views.countsDocuments())) {
      for (Document document : each.find().projection(new Document("_id", 1))) {
        streams.add(document.getString("_id"));
      }
    }
    views.historyDocuments().distinct("stream", String.class).into(streams);
    return streams;
  }

  /**
   * The version up to which the views have followed a stream; empty if they do not know it. All
   * other documents of the stream are at least as new.
   */
  OptionalLong headOf(String stream) {
    Document head =
        (MeetingId.isStream(stream) ? views.minutesDocuments() : views.seriesDocuments())
            .find(eq("_id", stream))
            .projection(new Document("version", 1))
            .first();
    return head == null ? OptionalLong.empty() : OptionalLong.of(version(head));
  }

  /** What the views have of a stream, beside its history, by the name of the view. */
  Map<String, Document> documentsOf(String stream) {
    Map<String, Document> documents = new HashMap<>();
    // the head first: what is read after it cannot be older
    List<ViewDocument> expected = new ArrayList<>(ViewDocument.of(StreamState.none(stream), null));
    for (ViewDocument each : expected.reversed()) {
      MongoCollection<Document> collection = each.collection().apply(views);
      Document document = collection.find(eq("_id", stream)).first();
      if (document != null) {
        document.remove("place");
        documents.put(nameOf(each), document);
      }
    }
    return documents;
  }

  /** The name of the view that a document belongs to. */
  String nameOf(ViewDocument document) {
    return document.collection().apply(views).getNamespace().getCollectionName();
  }

  /** A stream's history up to a version, in order; to be closed. */
  MongoCursor<Document> historyOf(String stream, long upTo) {
    return views
        .historyDocuments()
        .find(and(eq("stream", stream), lte("version", upTo)))
        .sort(ascending("version"))
        .batchSize(500)
        .iterator();
  }

  static long version(Document document) {
    return document.get("version") instanceof Number number ? number.longValue() : -1;
  }
}
