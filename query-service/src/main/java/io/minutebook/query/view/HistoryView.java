package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import io.minutebook.event.EntryId;
import io.minutebook.event.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** How many names are read at a time. */
  private static final int MANY = 5000;

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
   * The last version of a stream by an instant; empty if there was none.
   *
   * @param head the last version that the views have
   */
  public OptionalLong versionAt(String stream, long head, TimeKind time, Instant instant) {
    Long version = versionsAt(Map.of(stream, head), time, instant).get(stream);
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /**
   * The last versions of streams by an instant; those that were not there yet are left out.
   * Versions are asked for by name, a few of each stream at a time and all streams at once, so that
   * it takes little on every server, with long streams and with many.
   *
   * @param heads the last version of each stream that the views have
   */
  public Map<String, Long> versionsAt(Map<String, Long> heads, TimeKind time, Instant instant) {
    String field =
        switch (time) {
          case RECORDED -> "at";
          case OCCURRED -> "occurredUpTo";
        };
    Map<String, Gap> gaps = new HashMap<>();
    heads.forEach((stream, head) -> gaps.put(stream, new Gap(-1, head + 1)));
    Map<String, Long> reached = new HashMap<>();
    while (!gaps.isEmpty()) {
      Map<String, Gap> before = Map.copyOf(gaps);
      for (Document found : probes(before, field)) {
        Date date = found.getDate(field);
        boolean isBy = date != null && !date.toInstant().isAfter(instant);
        long version = version(found);
        gaps.computeIfPresent(streamOf(found), (stream, gap) -> gap.narrowed(version, isBy));
      }
      before.forEach(
          (stream, gap) -> {
            Gap now = Objects.requireNonNull(gaps.get(stream));
            if (now.beyond() - now.reached() <= 1) {
              gaps.remove(stream);
              if (now.reached() >= 0) {
                reached.put(stream, now.reached());
              }
            } else if (now.equals(gap)) {
              throw new IllegalStateException(
                  "the history of %s lacks versions %d to %d"
                      .formatted(stream, gap.reached() + 1, gap.beyond() - 1));
            }
          });
    }
    return reached;
  }

  /** Between which versions an instant lies. */
  private record Gap(long reached, long beyond) {

    Gap narrowed(long version, boolean isBy) {
      return isBy
          ? new Gap(Math.max(reached, version), beyond)
          : new Gap(reached, Math.min(beyond, version));
    }

    /** Versions in it, evenly spread. */
    LongStream probes() {
      long step = Math.max(1, (beyond - reached) / PARTS);
      return LongStream.iterate(
          reached + step, version -> version < beyond, version -> version + step);
    }
  }

  /** Versions in gaps, with one field of theirs. */
  private List<Document> probes(Map<String, Gap> gaps, String field) {
    List<String> ids = new ArrayList<>();
    gaps.forEach((stream, gap) -> gap.probes().forEach(version -> ids.add(stream + "@" + version)));
    return ids.isEmpty()
        ? List.of()
        : documents
            .find(in("_id", ids))
            .projection(include("version", field))
            .batchSize(ids.size())
            .into(new ArrayList<>());
  }

  private static String streamOf(Document document) {
    String id = document.getString("_id");
    return id.substring(0, id.lastIndexOf('@'));
  }

  /**
   * The streams of a series' meetings to which something happened after one instant and up to
   * another, in the order of their names.
   *
   * @param until null: up to now
   */
  public SortedSet<String> changed(
      SeriesId series, TimeKind time, Instant since, @Nullable Instant until) {
    String field =
        switch (time) {
          case RECORDED -> "at";
          case OCCURRED -> "occurredUpTo";
        };
    List<Bson> conditions =
        new ArrayList<>(List.of(eq("series", series.slug()), Filters.gt(field, Date.from(since))));
    if (until != null) {
      conditions.add(lte(field, Date.from(until)));
    }
    SortedSet<String> streams = new TreeSet<>();
    documents
        .find(Filters.and(conditions))
        .projection(fields(include("stream"), excludeId()))
        .batchSize(MANY)
        .forEach(found -> streams.add(found.getString("stream")));
    streams.remove(series.stream());
    return streams;
  }

  /** Hands over every change of a stream up to a version, in order. */
  public void forEach(String stream, long upTo, Consumer<Change> consumer) {
    forEach(Map.of(stream, upTo), consumer);
  }

  /** Hands over every change of streams, each up to a version, stream after stream and in order. */
  public void forEach(Map<String, Long> upTo, Consumer<Change> consumer) {
    List<String> ids = new ArrayList<>();
    upTo.forEach(
        (stream, last) -> {
          for (long version = 0; version <= last; version++) {
            ids.add(stream + "@" + version);
            if (ids.size() == BATCH) {
              hand(ids, consumer);
              ids.clear();
            }
          }
        });
    hand(ids, consumer);
  }

  private void hand(List<String> ids, Consumer<Change> consumer) {
    Map<String, Document> found = HashMap.newHashMap(ids.size());
    if (!ids.isEmpty()) {
      documents
          .find(in("_id", ids))
          .batchSize(ids.size())
          .forEach(document -> found.put(document.getString("_id"), document));
    }
    for (String id : ids) {
      Document document = found.get(id);
      if (document != null) {
        consumer.accept(Change.from(document));
      }
    }
  }

  /** When a version of a stream was recorded; empty if there is none. */
  public Optional<Instant> recorded(String stream, long version) {
    return between(stream, version, version).stream().map(Change::at).findFirst();
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
