package io.minutebook.query.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.MeetingId;
import io.minutebook.query.projection.StreamState;
import io.minutebook.query.projection.ViewDocument;
import io.minutebook.query.view.HistoryView;
import io.minutebook.query.view.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
