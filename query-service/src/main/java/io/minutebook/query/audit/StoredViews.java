package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.MeetingId;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.Views;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.bson.Document;

/** The views' documents as they are stored, without the code that answers from them. */
final class StoredViews {

  private static final int BATCH = 500;

  private final Views views;

  StoredViews(Views views) {
    this.views = views;
  }

  /** All streams that any view knows; what stands under a wrong name is found on the way. */
  Set<String> streams(Findings findings) {
    TreeSet<String> streams = new TreeSet<>();
    for (MongoCollection<Document> each : views.ofStreams()) {
      for (Document document : each.find().projection(new Document("_id", 1))) {
        streams.add(document.getString("_id"));
      }
    }
    for (Document document :
        views.historyDocuments().find().projection(include("stream", "version"))) {
      String stream = String.valueOf(document.get("stream"));
      streams.add(stream);
      long version = version(document);
      if (!(stream + "@" + version).equals(document.get("_id"))) {
        findings.add(
            Finding.Kind.HISTORY_DIFFERS,
            stream,
            version,
            "the history has this version under the name " + document.get("_id"));
      }
    }
    for (Document document :
        views.entryDocuments().find().projection(include("stream", "entry", "version"))) {
      String stream = String.valueOf(document.get("stream"));
      streams.add(stream);
      String name = stream + "#" + document.get("entry") + "@" + version(document);
      if (!name.equals(document.get("_id"))) {
        findings.add(
            Finding.Kind.VIEW_DIFFERS,
            stream,
            version(document),
            entriesView() + " has " + name + " under the name " + document.get("_id"));
      }
    }
    return streams;
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

  /** The versions of a stream's entries, by their names. */
  Map<String, Document> entriesOf(String stream) {
    Map<String, Document> entries = new LinkedHashMap<>();
    for (Document document :
        views.entryDocuments().find(eq("stream", stream)).sort(ascending("version", "_id"))) {
      entries.put(document.getString("_id"), document);
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

  /** A stream's history up to a version, in order, read as it is gone through. */
  Iterator<Document> historyOf(String stream, long upTo) {
    return LongStream.rangeClosed(0, upTo / BATCH)
        .boxed()
        .flatMap(
            batch ->
                HistoryView.documents(
                    views.historyDocuments(),
                    stream,
                    batch * BATCH,
                    Math.min(upTo, batch * BATCH + BATCH - 1))
                    .stream())
        .iterator();
  }

  static long version(Document document) {
    return document.get("version") instanceof Number number ? number.longValue() : -1;
  }
}
