package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.EntryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What happened to every stream, one document an event. */
public final class HistoryView {

  /** How many documents are read at a time. */
  private static final int BATCH = 500;

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
    long from = wanted.after().map(key -> version(key)).orElse(-1L) + 1;
    List<Change> changes =
        entry == null
            ? between(stream, from, Math.min(upTo, from + wanted.first()))
            : ofEntry(stream, entry, from, upTo, wanted.first() + 1);
    return Page.of(
        changes.stream()
            .map(change -> new Page.Edge<>(Long.toString(change.version()), change))
            .iterator(),
        wanted);
  }

  /** Hands over every change of a stream up to a version, in order. */
  public void forEach(String stream, long upTo, Consumer<Change> consumer) {
    for (long from = 0; from <= upTo; from += BATCH) {
      List<Change> changes = between(stream, from, Math.min(upTo, from + BATCH - 1));
      changes.forEach(consumer);
      if (changes.size() < BATCH) {
        return;
      }
    }
  }

  private List<Change> between(String stream, long from, long to) {
    List<Change> changes = new ArrayList<>();
    documents(documents, stream, from, to).forEach(found -> changes.add(Change.from(found)));
    return changes;
  }

  /**
   * The documents of some versions in their order. They are asked for by name, because every server
   * finds those fast, also one without indexes.
   */
  public static List<Document> documents(
      MongoCollection<Document> history, String stream, long from, long to) {
    List<String> ids =
        LongStream.rangeClosed(from, to).mapToObj(version -> stream + "@" + version).toList();
    List<Document> found = new ArrayList<>(ids.size());
    if (!ids.isEmpty()) {
      history.find(in("_id", ids)).batchSize(ids.size()).into(found);
      found.sort(Comparator.comparingLong(HistoryView::version));
    }
    return found;
  }

  private List<Change> ofEntry(String stream, EntryId entry, long from, long upTo, int most) {
    return documents
        .find(
            and(
                eq("stream", stream),
                eq("entries", entry.value()),
                gte("version", from),
                lte("version", upTo)))
        .sort(ascending("version"))
        .limit(most)
        .map(Change::from)
        .into(new ArrayList<>());
  }

  private static long version(Document document) {
    return document.get("version") instanceof Number number ? number.longValue() : -1;
  }

  private static long version(String key) {
    try {
      return Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }
}
