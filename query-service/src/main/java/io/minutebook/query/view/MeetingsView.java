package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import io.minutebook.minutes.MeetingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Lists of meetings, as they are or as they were; a meeting's key is its stream. */
public final class MeetingsView {

  /** How many meetings are looked at together. */
  private static final int CHUNK = 100;

  private final MongoCollection<Document> documents;
  private final EntriesView entries;

  MeetingsView(MongoCollection<Document> documents, EntriesView entries) {
    this.documents = documents;
    this.entries = entries;
  }

  /** Meetings as they are, in the order of their names. */
  public Page<StoredMinutes> meetings(MeetingFilter filter, Page.Wanted wanted) {
    List<Bson> conditions = now(filter);
    return filter.text() != null
        ? saying(filter.text(), conditions, AsOf.now(), now -> now, filter, wanted)
        : page(
            find(conditions, wanted.after()).map(StoredMinutes::from), now -> now, filter, wanted);
  }

  /**
   * The heads of meetings as they are, in the order of their names; their minutes are not read.
   *
   * @param filter without a text
   * @throws IllegalArgumentException if there is one
   */
  public Page<MeetingHead> heads(MeetingFilter filter, Page.Wanted wanted) {
    if (filter.text() != null) {
      throw new IllegalArgumentException("a head does not tell what minutes say");
    }
    try (MongoCursor<Document> cursor =
        find(now(filter), wanted.after())
            .projection(MeetingHead.FIELDS)
            .batchSize(wanted.first() + 1)
            .iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .map(MeetingHead::from)
              .filter(filter::matches)
              .map(head -> new Page.Edge<>(head.stream(), head))
              .iterator(),
          wanted);
    }
  }

  private static List<Bson> now(MeetingFilter filter) {
    List<Bson> conditions = ofSeries(filter);
    if (filter.from() != null) {
      conditions.add(gte("date", filter.from().toString()));
    }
    if (filter.to() != null) {
      conditions.add(lte("date", filter.to().toString()));
    }
    if (filter.status() != null) {
      conditions.add(in("status", filter.status().stream().map(MeetingStatus::name).toList()));
    }
    if (filter.person() != null) {
      conditions.add(in("peopleKeys", filter.person().keys()));
    }
    return conditions;
  }

  /**
   * Meetings that there were by an instant, in the order of their names.
   *
   * @param then gives minutes as they stood then, those that there were
   * @param filter of what they said then
   */
  public Page<StoredMinutes> meetings(
      TimeKind time,
      Instant instant,
      UnaryOperator<List<StoredMinutes>> then,
      MeetingFilter filter,
      Page.Wanted wanted) {
    List<Bson> conditions = ofSeries(filter);
    AsOf asOf =
        switch (time) {
          case RECORDED -> new AsOf.Recorded(instant);
          case OCCURRED -> new AsOf.Occurred(instant);
        };
    String begun =
        switch (time) {
          case RECORDED -> "begun";
          case OCCURRED -> "begunOccurred";
        };
    conditions.add(lte(begun, Date.from(instant)));
    if (filter.text() != null) {
      return saying(filter.text(), conditions, asOf, then, filter, wanted);
    }
    if (filter.person() == null && filter.from() == null && filter.to() == null) {
      return page(find(conditions, wanted.after()).map(StoredMinutes::from), then, filter, wanted);
    }
    return page(
        entries.streams(entryOf(filter), asOf, wanted.after()),
        new HashSet<>()::add,
        streams -> then.apply(ofStreams(streams, conditions)),
        filter,
        wanted);
  }

  private static List<Bson> ofSeries(MeetingFilter filter) {
    List<Bson> conditions = new ArrayList<>();
    if (filter.series() != null) {
      conditions.add(eq("series", filter.series().slug()));
      // along the index on people as well, which has them of all series
      conditions.add(EntriesView.streamsOf(filter.series(), "_id"));
    }
    return conditions;
  }

  /** What some entry is like of a meeting that is wanted, as the entry is listed. */
  private static List<Bson> entryOf(MeetingFilter filter) {
    List<Bson> conditions = where(filter);
    if (filter.series() != null) {
      conditions.add(eq("series", filter.series().slug()));
    }
    if (filter.person() != null) {
      conditions.add(eq("kind", "attendance"));
      conditions.add(in("people", filter.person().keys()));
    } else {
      // all minutes have a title, from their first event on
      conditions.add(eq("kind", "title"));
    }
    return conditions;
  }

  /** In whose minutes, and of which days, entries are looked for. */
  private static List<Bson> where(MeetingFilter filter) {
    List<Bson> conditions = new ArrayList<>();
    if (filter.series() != null) {
      conditions.add(EntriesView.streamsOf(filter.series()));
    }
    if (filter.from() != null) {
      conditions.add(gte("date", filter.from().toString()));
    }
    if (filter.to() != null) {
      conditions.add(lte("date", filter.to().toString()));
    }
    return conditions;
  }

  /**
   * A page of meetings in which some entry says something.
   *
   * @param conditions what is known of the minutes as they are now
   */
  private Page<StoredMinutes> saying(
      SearchQuery text,
      List<Bson> conditions,
      AsOf asOf,
      UnaryOperator<List<StoredMinutes>> then,
      MeetingFilter filter,
      Page.Wanted wanted) {
    // of a meeting that was moved to another day there are several spots
    Set<String> known = new HashSet<>();
    return page(
        entries.spots(text, where(filter), wanted.after()),
        new HashSet<>()::add,
        spots -> {
          Set<String> saying = entries.streamsThatSay(text, spots, asOf);
          saying.removeIf(stream -> !known.add(stream));
          return then.apply(ofStreams(saying, conditions));
        },
        filter,
        wanted);
  }

  private static Page<StoredMinutes> page(
      MongoIterable<StoredMinutes> found,
      UnaryOperator<List<StoredMinutes>> then,
      MeetingFilter filter,
      Page.Wanted wanted) {
    return page(found, _ -> true, then, filter, wanted);
  }

  /**
   * A page of what is wanted. Meetings are looked at a few together, no more than it takes.
   *
   * @param isNew whether what is found was not found before
   * @param minutes of what is found, in the order of the meetings' names
   */
  private static <T> Page<StoredMinutes> page(
      MongoIterable<T> found,
      Predicate<T> isNew,
      Function<List<T>, List<StoredMinutes>> minutes,
      MeetingFilter filter,
      Page.Wanted wanted) {
    List<Page.Edge<StoredMinutes>> edges = new ArrayList<>();
    int chunk = Math.min(wanted.first() + 1, CHUNK);
    try (MongoCursor<T> cursor = found.batchSize(chunk).iterator()) {
      while (edges.size() <= wanted.first() && cursor.hasNext()) {
        List<T> next = next(cursor, isNew, chunk);
        if (!next.isEmpty()) {
          minutes.apply(next).stream()
              .filter(filter::matches)
              .map(each -> new Page.Edge<>(each.stream(), each))
              .forEach(edges::add);
        }
        // where few are wanted, more have to be looked at
        chunk = Math.min(2 * chunk, CHUNK);
      }
    }
    return Page.of(edges.iterator(), wanted);
  }

  private FindIterable<Document> find(List<Bson> conditions, Optional<String> after) {
    List<Bson> all = new ArrayList<>(conditions);
    after.ifPresent(stream -> all.add(gt("_id", stream)));
    return documents.find(MinutesView.all(all)).sort(ascending("_id"));
  }

  private static <T> List<T> next(MongoCursor<T> cursor, Predicate<T> isNew, int most) {
    List<T> next = new ArrayList<>();
    while (next.size() < most && cursor.hasNext()) {
      T each = cursor.next();
      if (isNew.test(each)) {
        next.add(each);
      }
    }
    return next;
  }

  private List<StoredMinutes> ofStreams(Collection<String> streams, List<Bson> conditions) {
    if (streams.isEmpty()) {
      return List.of();
    }
    List<Bson> all = new ArrayList<>(conditions);
    all.add(in("_id", streams));
    return documents
        .find(MinutesView.all(all))
        .sort(ascending("_id"))
        .batchSize(streams.size() + 1)
        .map(StoredMinutes::from)
        .into(new ArrayList<>());
  }
}
