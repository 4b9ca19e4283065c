package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import io.minutebook.event.EntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What happened to every stream, one document an event. */
public final class HistoryView {

  /** How many documents are read at a time. */
  private static final int BATCH = 500;

  /** Into how many parts a stream is cut when an instant is sought in it. */
  private static final int PARTS = 16;

  private final MongoCollection<Document> documents;

  HistoryView(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  /**
   * What happened to a stream, oldest first, up to a version and that included; a change's key is
   * its version.
   *
   * @param filter which asks for one stream
   */
  public Page<Change> changes(HistoryFilter filter, long upTo, Page.Wanted wanted) {
    long from = wanted.after().map(key -> version(key)).orElse(-1L) + 1;
    Function<Change, String> key = change -> Long.toString(change.version());
    if (filter.isWholeStream() && filter.stream() != null) {
      long to = Math.min(upTo, from + wanted.first());
      return page(between(filter.stream(), from, to).stream(), key, wanted);
    }
    List<Bson> conditions = filter.conditions();
    conditions.add(Filters.gte("version", from));
    conditions.add(lte("version", upTo));
    return find(filter, conditions, ascending("version"), key, wanted);
  }

  /**
   * What happened to a stream or to one of its entries, likewise.
   *
   * @param entry null: all
   */
  public Page<Change> changes(
      String stream, long upTo, @Nullable EntryId entry, Page.Wanted wanted) {
    return changes(HistoryFilter.ofStream(stream).about(entry), upTo, wanted);
  }

  /** What happened to many streams, in the order of recording. */
  public Page<Change> changes(HistoryFilter filter, Page.Wanted wanted) {
    List<Bson> conditions = filter.conditions();
    wanted.after().map(HistoryKey::parse).ifPresent(key -> conditions.add(key.isPassed()));
    return find(
        filter, conditions, HistoryKey.ORDER, change -> HistoryKey.of(change).text(), wanted);
  }

  private Page<Change> find(
      HistoryFilter filter,
      List<Bson> conditions,
      Bson order,
      Function<Change, String> key,
      Page.Wanted wanted) {
    try (MongoCursor<Document> cursor =
        documents
            .find(MinutesView.all(conditions))
            .sort(order)
            .limit(filter.person() == null ? wanted.first() + 1 : 0)
            .iterator()) {
      return page(Cursors.stream(cursor).map(Change::from).filter(filter::matches), key, wanted);
    }
  }

  private static Page<Change> page(
      Stream<Change> changes, Function<Change, String> key, Page.Wanted wanted) {
    return Page.of(
        changes.map(change -> new Page.Edge<>(key.apply(change), change)).iterator(), wanted);
  }

  /**
   * The last version of a stream by an instant; empty if there was none. Versions are asked for by
   * name, a few at a time, so that it takes little on every server and with a long stream.
   *
   * @param head the last version that the views have
   */
  public OptionalLong versionAt(String stream, long head, TimeKind time, Instant instant) {
    String field =
        switch (time) {
          case RECORDED -> "at";
          case OCCURRED -> "occurredUpTo";
        };
    long reached = -1;
    long beyond = head + 1;
    while (beyond - reached > 1) {
      long low = reached;
      long high = beyond;
      for (Document found : probes(stream, low, high, field)) {
        Date date = found.getDate(field);
        if (date != null && !date.toInstant().isAfter(instant)) {
          reached = Math.max(reached, version(found));
        } else {
          beyond = Math.min(beyond, version(found));
        }
      }
      if (reached == low && beyond == high) {
        throw new IllegalStateException(
            "the history of %s lacks versions %d to %d".formatted(stream, low + 1, high - 1));
      }
    }
    return reached < 0 ? OptionalLong.empty() : OptionalLong.of(reached);
  }

  /** Versions between two others, evenly spread, with one field of theirs. */
  private Iterable<Document> probes(String stream, long low, long high, String field) {
    long step = Math.max(1, (high - low) / PARTS);
    List<String> ids =
        LongStream.iterate(low + step, version -> version < high, version -> version + step)
            .mapToObj(version -> stream + "@" + version)
            .toList();
    return documents.find(in("_id", ids)).projection(include("version", field));
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
