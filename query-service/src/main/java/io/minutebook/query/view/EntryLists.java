package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import io.minutebook.event.MeetingId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lists of entries in the order of the meetings' names and of their minutes. Over all series, what
 * is few is found along an index that tells all that is asked for, and put in order; what is many
 * is found in its order, among all that an index with that order has. For all pages of a list it is
 * the same.
 */
final class EntryLists {

  private static final String MEETINGS = "meeting/";

  private static final Bson PLACE = fields(include("stream", "place"), excludeId());

  private static final Bson IN_ORDER = ascending("stream", "place");

  /** How many are read at a time at least: as many as the server gives at first by itself. */
  private static final int FIRST_BATCH = 101;

  private final EntriesView entries;
  private final int most;

  /**
   * @param most no more than so many are found along an index of few
   */
  EntryLists(EntriesView entries, int most) {
    this.entries = entries;
    this.most = most;
  }

  /**
   * Two ways to find the same.
   *
   * @param few an index that tells all that is asked for
   * @param most how many are found along it; beyond that, to pass by others costs less than to put
   *     these in order
   * @param many an index in the order of lists
   */
  record Ways(Bson few, int most, Bson many) {

    static final Ways OF_DAYS = new Ways(EntriesView.DAYS, 4_000, EntriesView.OF_A_KIND);
    static final Ways OF_DUE_DAYS = new Ways(EntriesView.DUE, 4_000, EntriesView.OF_A_KIND);

    /** Here the index of many tells what is asked for as well, so that less is read. */
    static final Ways OF_A_TICKET =
        new Ways(EntriesView.TICKETS_BY_DAY, 1_000, EntriesView.TICKETS_BY_MEETING);

    static final Ways OF_A_PERSON =
        new Ways(EntriesView.PEOPLE_BY_DAY, 1_000, EntriesView.OF_PEOPLE);
  }

  /**
   * The streams that entries are found in, in the order of their names and again for each entry.
   *
   * @param after only streams after this one
   */
  MongoIterable<String> streams(List<Bson> conditions, AsOf asOf, Optional<String> after) {
    return streams(find -> find, conditions, asOf, after);
  }

  /**
   * The same for all series, of what is found in one of two ways.
   *
   * @param ofFew what is known of all, as the index of few has it
   * @param conditions the same as the index of many has it
   */
  MongoIterable<String> streams(
      Ways ways, List<Bson> ofFew, List<Bson> conditions, AsOf asOf, Optional<String> after) {
    boolean areFew = areAtMost(ways.most(), ways.few(), ofFew, asOf);
    return areFew
        ? streams(find -> find.hint(ways.few()), ofFew, asOf, after)
        : streams(find -> find.hint(ways.many()), conditions, asOf, after);
  }

  private MongoIterable<String> streams(
      UnaryOperator<FindIterable<Document>> way,
      List<Bson> conditions,
      AsOf asOf,
      Optional<String> after) {
    List<Bson> all = new ArrayList<>(conditions);
    after.ifPresent(stream -> all.add(gt("stream", stream)));
    return way.apply(entries.find(all, asOf))
        .projection(fields(include("stream"), excludeId()))
        .sort(ascending("stream"))
        .map(found -> found.getString("stream"));
  }

  /** Whether an index tells of so many at most, or of less if no more are to be put in order. */
  boolean areAtMost(int few, Bson index, List<Bson> conditions, AsOf asOf) {
    return entries
            .find(conditions, asOf)
            .hint(index)
            .projection(fields(include("stream"), excludeId()))
            .skip(Math.min(most, few))
            .limit(1)
            .first()
        == null;
  }

  /**
   * What is found along an index, in no order; empty: it is too many.
   *
   * @param fields that are in the index
   */
  Optional<List<Document>> few(
      Bson index, int atMost, List<Bson> conditions, AsOf asOf, Bson fields) {
    int few = Math.min(most, atMost);
    List<Document> found =
        entries
            .find(conditions, asOf)
            .hint(index)
            .projection(fields)
            .limit(few + 1)
            .batchSize(few + 1)
            .into(new ArrayList<>());
    return found.size() > few ? Optional.empty() : Optional.of(found);
  }

  /**
   * A list.
   *
   * @param reader makes the list's items of a version: one, several or none
   */
  <T> Page<T> list(
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    return inOrder(find -> find, conditions, asOf, reader, wanted);
  }

  /** The same along an index that has them in their order. */
  <T> Page<T> list(
      Bson index,
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    return inOrder(find -> find.hint(index), conditions, asOf, reader, wanted);
  }

  /**
   * The same for all series, of what is found in one of two ways.
   *
   * @param ofFew what is known of all, as the index of few has it
   * @param conditions the same as the index of many has it
   */
  <T> Page<T> list(
      Ways ways,
      List<Bson> ofFew,
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    return few(ways, ofFew, asOf, reader, wanted)
        .orElseGet(() -> listOfAKind(ways.many(), conditions, asOf, reader, wanted));
  }

  /**
   * The same as of the past, for all series. What is many is found series by series.
   *
   * @param conditions as both indexes have them
   * @param who only what is of this person, of which both indexes tell as well; null: of anybody
   */
  <T> Page<T> listOfThePast(
      Ways ways,
      List<Bson> conditions,
      People.@Nullable Who who,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    LocalDate lastDay = entries.lastDay(asOf);
    List<Bson> ofFew = new ArrayList<>(conditions);
    ofFew.add(lte("date", lastDay.toString()));
    if (who != null) {
      ofFew.add(in("people", who.keys()));
    }
    return few(ways, ofFew, asOf, reader, wanted)
        .orElseGet(
            () ->
                seriesBySeries(
                    new SeriesWalk.Way(ways.many(), "stream", MEETINGS, conditions, who, PLACE),
                    ways.many(),
                    asOf,
                    lastDay,
                    reader,
                    wanted));
  }

  private <T> Optional<Page<T>> few(
      Ways ways,
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    return few(ways.few(), ways.most(), conditions, asOf, include("stream", "place"))
        .map(
            few -> {
              Filling<T> page = new Filling<>(reader, wanted);
              page.add(
                  few,
                  some ->
                      entries
                          .byId(some.stream().map(key -> key.getString("_id")).toList())
                          .values());
              return page.page();
            });
  }

  /**
   * The same of all entries of a kind, of all series; as of the past, series by series.
   *
   * @param index in the order of lists
   */
  <T> Page<T> listOfAKind(
      Bson index,
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    return asOf.isHistory()
        ? seriesBySeries(
            new SeriesWalk.Way(EntriesView.OF_A_KIND_BY_DAY, "", "", conditions, null, PLACE),
            index,
            asOf,
            entries.lastDay(asOf),
            reader,
            wanted)
        : list(index, conditions, asOf, reader, wanted);
  }

  /**
   * @param index along which entries are found whose places are known
   */
  private <T> Page<T> seriesBySeries(
      SeriesWalk.Way way,
      Bson index,
      AsOf asOf,
      LocalDate lastDay,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    Filling<T> page = new Filling<>(reader, wanted);
    List<Bson> behind = new ArrayList<>(way.conditions());
    page.after().ifPresent(key -> behind.add(gte("stream", key.stream())));
    SeriesWalk walk =
        new SeriesWalk(
            entries, way.with(behind), asOf, lastDay, page.after().map(Key::meeting).orElse(""));
    while (!page.isFull() && walk.hasNext()) {
      page.add(walk.next(page.missing()), some -> at(some, way, index, asOf));
    }
    return page.page();
  }

  /** What stands in some places. */
  private List<EntryVersion> at(List<Document> places, SeriesWalk.Way way, Bson index, AsOf asOf) {
    List<Bson> those = new ArrayList<>(way.conditions());
    if (way.who() != null) {
      those.add(in("people", way.who().keys()));
    }
    those.add(
        in("stream", places.stream().map(key -> key.getString("stream")).distinct().toList()));
    those.add(in("place", places.stream().map(key -> key.getLong("place")).distinct().toList()));
    // minutes have the same places: of those streams there may be more in some of them
    Set<Key> wanted = places.stream().map(Key::behind).collect(Collectors.toSet());
    return entries.all(those, asOf, index).stream()
        .filter(version -> wanted.contains(Key.of(version, Integer.MAX_VALUE)))
        .toList();
  }

  /** A page that is filled with versions of which it is known already where they stand. */
  private static final class Filling<T> {

    private static final Comparator<Document> IN_ORDER =
        Comparator.comparing((Document key) -> key.getString("stream"))
            .thenComparing(key -> key.getLong("place"));

    private final Function<EntryVersion, List<T>> reader;
    private final Page.Wanted wanted;
    private final Optional<Key> after;
    private final List<Page.Edge<T>> found = new ArrayList<>();

    Filling(Function<EntryVersion, List<T>> reader, Page.Wanted wanted) {
      this.reader = reader;
      this.wanted = wanted;
      this.after = wanted.after().map(Key::parse);
    }

    Optional<Key> after() {
      return after;
    }

    boolean isFull() {
      return missing() <= 0;
    }

    /** One more than is wanted tells that there are more. */
    int missing() {
      return wanted.first() + 1 - found.size();
    }

    /**
     * @param keys where versions stand, all of them behind those before
     * @param versions reads some of them
     */
    void add(List<Document> keys, Function<List<Document>, Collection<EntryVersion>> versions) {
      List<Document> rest =
          keys.stream()
              .filter(key -> after.isEmpty() || after.get().isBefore(Key.behind(key)))
              .sorted(IN_ORDER)
              .toList();
      int some = wanted.first() + 1;
      for (int i = 0; i < rest.size() && !isFull(); i += some) {
        versions.apply(rest.subList(i, Math.min(i + some, rest.size()))).stream()
            .flatMap(version -> edges(version, reader.apply(version)))
            .filter(edge -> after.isEmpty() || after.get().isBefore(edge.key()))
            .sorted(Comparator.comparing(Keyed::key))
            .map(edge -> new Page.Edge<>(edge.key().text(), edge.node()))
            .forEach(found::add);
      }
    }

    Page<T> page() {
      return Page.of(found.iterator(), wanted);
    }
  }

  private <T> Page<T> inOrder(
      UnaryOperator<FindIterable<Document>> way,
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    Optional<Key> after = wanted.after().map(Key::parse);
    List<Bson> all = new ArrayList<>(conditions);
    after.ifPresent(key -> all.add(gte("stream", key.stream())));
    int batch = Math.clamp(wanted.first() + 1L, FIRST_BATCH, EntriesView.BATCH);
    try (MongoCursor<Document> cursor =
        way.apply(entries.find(all, asOf)).sort(IN_ORDER).batchSize(batch).iterator()) {
      return Page.of(
          Cursors.stream(cursor)
              .map(EntryVersion::from)
              .flatMap(version -> edges(version, reader.apply(version)))
              .filter(edge -> after.isEmpty() || after.get().isBefore(edge.key()))
              .map(edge -> new Page.Edge<>(edge.key().text(), edge.node()))
              .iterator(),
          wanted);
    }
  }

  private static <T> Stream<Keyed<T>> edges(EntryVersion version, List<T> items) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> new Keyed<>(Key.of(version, i), items.get(i)));
  }

  private record Keyed<T>(Key key, T node) {}

  /** The place of an item in a list: its meeting, where in its minutes, and which one there. */
  record Key(String stream, long place, int index) implements Comparable<Key> {

    static Key of(EntryVersion version, int index) {
      return new Key(version.meeting().stream(), version.facts().place(), index);
    }

    /** Behind all items of a version. */
    static Key behind(Document found) {
      return new Key(found.getString("stream"), found.getLong("place"), Integer.MAX_VALUE);
    }

    static Key parse(String text) {
      String[] parts = text.split("#", -1);
      if (!MeetingId.isStream(parts[0])) {
        throw new BadArgument("after", "this is not a cursor of this list");
      }
      try {
        return new Key(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new BadArgument("after", "this is not a cursor of this list");
      }
    }

    /** The name of the meeting. */
    String meeting() {
      return stream.substring(MEETINGS.length());
    }

    boolean isBefore(Key other) {
      return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Key other) {
      int byStream = stream.compareTo(other.stream);
      int byPlace = byStream != 0 ? byStream : Long.compare(place, other.place);
      return byPlace != 0 ? byPlace : Integer.compare(index, other.index);
    }

    String text() {
      return stream + "#" + place + "#" + index;
    }
  }
}
