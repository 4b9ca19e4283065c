package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.view.EntryLists.Ways;
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

/**
 * Lists of meetings, as they are or as they were; a meeting's key is its stream. A page may have
 * less of them than are wanted, or none, and yet say that it can be gone on from its end: when many
 * were looked at for it.
 */
public final class MeetingsView {

  /** What a line of a list has, and since when there is one. */
  static final Bson HEADS =
      ascending("_id", "version", "date", "title", "status", "begun", "begunOccurred");

  static final Bson BY_DAY = ascending("date", "status", "_id");
  static final Bson BY_STATUS = ascending("status", "_id", "date", "version", "title");
  static final Bson BEGUN = ascending("begun", "_id");
  static final Bson BEGUN_OCCURRED = ascending("begunOccurred", "_id");

  static final Bson BY_PEOPLE = ascending("peopleKeys", "_id");

  /**
   * How many meetings are looked at.
   *
   * @param together at most
   * @param most after so many a page is given as it is
   * @param read how many are read at a time at least
   */
  private record Looks(int together, int most, int read) {}

  private static final Looks NOW = new Looks(100, 500, 1);

  /** Here minutes have to be put together for it. */
  private static final Looks OF_THE_PAST = new Looks(100, 200, 1);

  /** What is looked at is where a word was ever said, once for each time. */
  private static final Looks BY_WORDS = new Looks(200, 400, 400);

  /** So many keys are put in order sooner than as many meetings of other days are passed by. */
  private static final int MANY = 2_000;

  private final MongoCollection<Document> documents;
  private final EntriesView entries;
  private final int many;

  MeetingsView(MongoCollection<Document> documents, EntriesView entries) {
    this(documents, entries, MANY);
  }

  /**
   * @param many when more than that are found, they are looked for in their order
   */
  MeetingsView(MongoCollection<Document> documents, EntriesView entries, int many) {
    this.documents = documents;
    this.entries = entries;
    this.many = many;
  }

  /** Meetings as they are, in the order of their names. */
  public Page<StoredMinutes> meetings(MeetingFilter filter, Page.Wanted wanted) {
    List<Bson> conditions = now(filter);
    if (filter.text() != null) {
      return saying(filter.text(), conditions, AsOf.now(), now -> now, filter, wanted);
    }
    return areOfFewDays(filter)
        ? page(
            along(BY_DAY, conditions, wanted),
            stream -> stream,
            _ -> true,
            streams -> minutesOf(streams, conditions),
            filter,
            wanted,
            NOW)
        : page(
            inOrder(filter, conditions, wanted).map(StoredMinutes::from),
            minutes -> minutes,
            filter,
            wanted,
            NOW);
  }

  /**
   * The heads of meetings as they are, in the order of their names; their minutes are not read.
   * Without a text, those who attended, and a person in all series, no document is: indexes have
   * all.
   *
   * @param people whether those who attended are wanted
   */
  public Page<MeetingHead> heads(MeetingFilter filter, boolean people, Page.Wanted wanted) {
    SearchQuery text = filter.text();
    SeriesId series = filter.series();
    People.Who person = filter.person();
    if (text != null) {
      MeetingFilter other = filter.ofAnyText();
      Function<List<EntriesView.Saying>, Set<String>> saying = saying(text, AsOf.now());
      return headsPage(
          entries.spots(text, where(filter), wanted.after()),
          EntriesView.Saying::stream,
          new HashSet<>()::add,
          spots -> headsOf(saying.apply(spots), other, people),
          wanted,
          BY_WORDS);
    }
    if (series != null && person != null && !people) {
      // one index tells of the meetings that somebody attended, the other one all else
      List<Bson> attended =
          List.of(in("peopleKeys", person.keys(series)), EntriesView.streamsOf(series, "_id"));
      return headsPage(
          along(BY_PEOPLE, attended, wanted),
          stream -> stream,
          _ -> true,
          streams -> headsOf(streams, filter.ofAnybody(), false),
          wanted,
          NOW);
    }
    if (areOfFewDays(filter)) {
      return headsPage(
          along(BY_DAY, now(filter), wanted),
          stream -> stream,
          _ -> true,
          streams -> headsOf(streams, filter, people),
          wanted,
          NOW);
    }
    return headsPage(
        heads(inOrder(filter, now(filter), wanted), filter, people),
        MeetingHead::stream,
        _ -> true,
        heads -> heads.stream().filter(filter::matches).toList(),
        wanted,
        NOW);
  }

  private static <T> Page<MeetingHead> headsPage(
      MongoIterable<T> found,
      Function<T, String> streamOf,
      Predicate<T> isNew,
      Function<List<T>, List<MeetingHead>> heads,
      Page.Wanted wanted,
      Looks looks) {
    return page(found, streamOf, isNew, heads, MeetingHead::stream, wanted, looks);
  }

  /** Whether they are asked for by their days alone, all series together, and are not very many. */
  private boolean areOfFewDays(MeetingFilter filter) {
    if (!filter.isOfDays()) {
      return false;
    }
    return areFew(BY_DAY, now(filter));
  }

  /** For all pages the same. */
  private boolean areFew(Bson index, List<Bson> conditions) {
    return documents
            .find(MinutesView.all(conditions))
            .hint(index)
            .projection(include("_id"))
            .skip(many)
            .limit(1)
            .first()
        == null;
  }

  /** The streams of meetings of which an index tells all that is asked for, in their order. */
  private MongoIterable<String> along(Bson index, List<Bson> conditions, Page.Wanted wanted) {
    return find(conditions, wanted.after())
        .hint(index)
        .projection(include("_id"))
        .map(found -> found.getString("_id"));
  }

  /** Along an index that has them in their order, and tells what is asked for. */
  private FindIterable<Document> inOrder(
      MeetingFilter filter, List<Bson> conditions, Page.Wanted wanted) {
    FindIterable<Document> found = find(conditions, wanted.after());
    if (filter.person() != null) {
      return found.hint(BY_PEOPLE);
    }
    return found.hint(filter.series() == null && filter.status() != null ? BY_STATUS : HEADS);
  }

  private List<MeetingHead> headsOf(
      Collection<String> streams, MeetingFilter filter, boolean people) {
    if (streams.isEmpty()) {
      return List.of();
    }
    return heads(ofStreams(streams, now(filter)).hint(HEADS), filter, people)
        .batchSize(streams.size() + 1)
        .into(new ArrayList<MeetingHead>())
        .stream()
        .filter(filter::matches)
        .toList();
  }

  private static MongoIterable<MeetingHead> heads(
      FindIterable<Document> found, MeetingFilter filter, boolean people) {
    boolean isInIndex = filter.person() == null && !people;
    return found
        .projection(isInIndex ? MeetingHead.KEY_FIELDS : MeetingHead.FIELDS)
        .map(MeetingHead::from);
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
      Bson since = time == TimeKind.RECORDED ? BEGUN : BEGUN_OCCURRED;
      return filter.series() == null && areFew(since, conditions)
          ? pageOfThePast(
              along(since, conditions, wanted),
              _ -> true,
              streams -> then.apply(minutesOf(streams, conditions)),
              filter,
              wanted)
          : page(
              find(conditions, wanted.after()).hint(HEADS).map(StoredMinutes::from),
              then,
              filter,
              wanted,
              OF_THE_PAST);
    }
    return pageOfThePast(
        streamsOfThePast(filter, asOf, wanted),
        new HashSet<>()::add,
        streams -> then.apply(minutesOf(streams, conditions)),
        filter,
        wanted);
  }

  private MongoIterable<String> streamsOfThePast(
      MeetingFilter filter, AsOf asOf, Page.Wanted wanted) {
    EntryLists lists = entries.lists();
    List<Bson> conditions = entryOf(filter);
    if (filter.series() != null) {
      return lists.streams(conditions, asOf, wanted.after());
    }
    return filter.person() == null
        ? lists.streams(Ways.OF_DAYS, conditions, conditions, asOf, wanted.after())
        : lists.streams(
            Ways.OF_A_PERSON,
            entries.upToLastDay(conditions, asOf),
            conditions,
            asOf,
            wanted.after());
  }

  private static Page<StoredMinutes> pageOfThePast(
      MongoIterable<String> streams,
      Predicate<String> isNew,
      Function<List<String>, List<StoredMinutes>> minutes,
      MeetingFilter filter,
      Page.Wanted wanted) {
    return page(streams, stream -> stream, isNew, minutes, filter, wanted, OF_THE_PAST);
  }

  private static List<Bson> ofSeries(MeetingFilter filter) {
    List<Bson> conditions = new ArrayList<>();
    if (filter.series() != null) {
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
    Function<List<EntriesView.Saying>, Set<String>> saying = saying(text, asOf);
    return page(
        entries.spots(text, where(filter), wanted.after()),
        EntriesView.Saying::stream,
        new HashSet<>()::add,
        spots -> then.apply(minutesOf(saying.apply(spots), conditions)),
        filter,
        wanted,
        BY_WORDS);
  }

  /** The meetings in which, as of some moment, an entry says something; each of them once. */
  private Function<List<EntriesView.Saying>, Set<String>> saying(SearchQuery text, AsOf asOf) {
    // of a meeting that was moved to another day there are several spots
    Set<String> known = new HashSet<>();
    return spots -> {
      Set<String> saying = entries.streamsThatSay(text, spots, asOf);
      saying.removeIf(stream -> !known.add(stream));
      return saying;
    };
  }

  private static Page<StoredMinutes> page(
      MongoIterable<StoredMinutes> found,
      UnaryOperator<List<StoredMinutes>> then,
      MeetingFilter filter,
      Page.Wanted wanted,
      Looks looks) {
    return page(found, StoredMinutes::stream, _ -> true, then, filter, wanted, looks);
  }

  /**
   * @param minutes of what is found, in the order of the meetings' names
   */
  private static <T> Page<StoredMinutes> page(
      MongoIterable<T> found,
      Function<T, String> streamOf,
      Predicate<T> isNew,
      Function<List<T>, List<StoredMinutes>> minutes,
      MeetingFilter filter,
      Page.Wanted wanted,
      Looks looks) {
    return page(
        found,
        streamOf,
        isNew,
        next -> minutes.apply(next).stream().filter(filter::matches).toList(),
        StoredMinutes::stream,
        wanted,
        looks);
  }

  /**
   * A page of what is wanted. Meetings are looked at a few together, no more than it takes.
   *
   * @param streamOf of what is found, which is in the order of the streams' names
   * @param isNew whether what is found was not found before
   * @param wantedOf those of what is found that are wanted, in the same order
   * @param stream of such a one
   */
  private static <T, W> Page<W> page(
      MongoIterable<T> found,
      Function<T, String> streamOf,
      Predicate<T> isNew,
      Function<List<T>, List<W>> wantedOf,
      Function<W, String> stream,
      Page.Wanted wanted,
      Looks looks) {
    List<Page.Edge<W>> edges = new ArrayList<>();
    int chunk = Math.min(wanted.first() + 1, looks.together());
    int looked = 0;
    Optional<String> end = Optional.empty();
    try (MongoCursor<T> cursor = found.batchSize(Math.max(chunk, looks.read())).iterator()) {
      while (edges.size() <= wanted.first() && end.isEmpty() && cursor.hasNext()) {
        List<T> next = next(cursor, isNew, chunk);
        looked += next.size();
        if (looked >= Math.max(looks.most(), wanted.first() + 1) && cursor.hasNext()) {
          end = leaveOutLast(next, streamOf);
        }
        if (!next.isEmpty()) {
          wantedOf.apply(next).stream()
              .map(each -> new Page.Edge<>(stream.apply(each), each))
              .forEach(edges::add);
        }
        // where few are wanted, more have to be looked at
        chunk = Math.min(4 * chunk, looks.together());
      }
    }
    return Page.of(edges, wanted, end);
  }

  /**
   * Leaves out what is of the last stream, of which there may be more.
   *
   * @return the last stream of what is left; empty, and nothing is left out: there is no other one
   */
  private static <T> Optional<String> leaveOutLast(List<T> found, Function<T, String> streamOf) {
    Optional<String> end = Optional.empty();
    if (!found.isEmpty()) {
      String last = streamOf.apply(found.getLast());
      end = found.stream().map(streamOf).filter(each -> !each.equals(last)).reduce((_, b) -> b);
      if (end.isPresent()) {
        found.removeIf(each -> streamOf.apply(each).equals(last));
      }
    }
    return end;
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

  private List<StoredMinutes> minutesOf(Collection<String> streams, List<Bson> conditions) {
    return streams.isEmpty()
        ? List.of()
        : ofStreams(streams, conditions)
            .batchSize(streams.size() + 1)
            .map(StoredMinutes::from)
            .into(new ArrayList<>());
  }

  private FindIterable<Document> ofStreams(Collection<String> streams, List<Bson> conditions) {
    List<Bson> all = new ArrayList<>(conditions);
    all.add(in("_id", streams));
    return find(all, Optional.empty());
  }
}
