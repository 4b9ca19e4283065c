package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What every entry of all minutes said when, one document a version. Most lists are in the order of
 * the meetings' names and of their documents; whatever an index for them begins with, it goes on in
 * that order and has the end of a version after it, so that a list as of any instant is read along
 * it; where the newest are read first as of long ago, its beginning as well, so that what came
 * later is passed by unread.
 *
 * <p>An entry has many words, and a change of it mostly few new ones. So one index alone has all
 * words of each version, without its end, which would be written anew for each of them; it goes by
 * days, and by meetings within a day. Which meetings have a word, in the order of their names, is
 * told by the versions with which entries came to have it: they may have lost it since.
 */
final class EntriesView {

  private static final Bson IN_ORDER = ascending("stream", "place");

  static final Bson OF_A_KIND = ascending("kind", "stream", "place", "to", "due", "status");
  static final Bson OF_A_KIND_BY_DAY =
      ascending("kind", "series", "date", "stream", "place", "to", "held", "from");
  static final Bson ACTIONS_BY_ROOT =
      ascending("kind", "root", "to", "date", "stream", "status", "held", "due");
  static final Bson ACTIONS_OF_PEOPLE = ascending("kind", "people", "root", "to", "status", "held");
  static final Bson TICKETS_BY_MEETING = ascending("tickets", "stream", "place", "to");
  static final Bson PEOPLE_BY_DAY = ascending("people", "date", "to");
  static final Bson WORDS = ascending("words", "date", "stream", "from");
  static final Bson ADDED_WORDS = ascending("added", "stream", "date", "entry", "from");

  /**
   * What each of all minutes has, by the days of the meetings: a title, from the first event on,
   * and mostly who attended. Of a day, what began late is passed by unseen.
   */
  static final Bson DAYS =
      ascending(
          "kind", "date", "from", "to", "fromOccurred", "toOccurred", "stream", "place", "_id");

  static final Bson DUE =
      ascending("due", "status", "held", "to", "from", "stream", "place", "root", "_id");

  private static final Document ON_DAYS =
      new Document("kind", new Document("$in", List.of("attendance", "title")));

  /** What entries are found by takes most of their documents, and is not needed once they are. */
  private static final Bson NO_KEYS =
      exclude("words", "added", "people", "tickets", "root", "due", "supersedes");

  /** How many are read at a time where all are wanted; otherwise the second batch is of 16 MiB. */
  static final int BATCH = 1_000;

  /** How many are read at a time at least: as many as the server gives at first by itself. */
  private static final int FIRST_BATCH = 101;

  /** The same for what an index tells: a key is small. */
  private static final int MANY_KEYS = 20_000;

  /**
   * So many keys of an index are put in order sooner than as many entries of others are passed by
   * where the index with the right order does not tell which are wanted.
   */
  private static final int MANY = 4_000;

  /** So many entries are read sooner than it is told which of them have another word as well. */
  private static final int FEW = 50;

  /** Of so many entries versions are looked for together, by names that begin like theirs. */
  private static final int MOST_NAMED = 100;

  /** Of so many words it is asked which entries have them. */
  private static final int MOST_ASKED = 3;

  private final MongoCollection<Document> documents;

  private final int many;

  EntriesView(MongoCollection<Document> documents) {
    this(documents, MANY);
  }

  /**
   * @param many when more than that are found, they are looked for in their order
   */
  EntriesView(MongoCollection<Document> documents, int many) {
    this.documents = documents;
    this.many = many;
  }

  /** The indexes that the queries need. */
  static List<IndexModel> indexes() {
    return List.of(
        new IndexModel(ascending("stream", "version")),
        new IndexModel(OF_A_KIND),
        new IndexModel(ascending("kind", "people", "stream", "place", "to"), of("people")),
        new IndexModel(ascending("kind", "status", "stream", "place", "to"), of("status")),
        new IndexModel(OF_A_KIND_BY_DAY),
        new IndexModel(
            ascending("series", "counter", "date", "stream", "place", "to", "from"), of("counter")),
        new IndexModel(TICKETS_BY_MEETING, of("tickets")),
        new IndexModel(ascending("tickets", "date", "stream", "place", "to"), of("tickets")),
        new IndexModel(DAYS, new IndexOptions().partialFilterExpression(ON_DAYS)),
        new IndexModel(DUE, of("due")),
        new IndexModel(ACTIONS_BY_ROOT, of("root")),
        new IndexModel(ACTIONS_OF_PEOPLE, of("root")),
        new IndexModel(ascending("supersedes", "to"), of("supersedes")),
        new IndexModel(PEOPLE_BY_DAY, of("people")),
        new IndexModel(WORDS, of("words")),
        new IndexModel(ADDED_WORDS, of("added")));
  }

  /** Only of documents that have a field: the others are not asked for by it. */
  private static IndexOptions of(String field) {
    return new IndexOptions()
        .partialFilterExpression(new Document(field, new Document("$exists", true)));
  }

  /** Only entries in the minutes of a series. */
  static Bson inSeries(SeriesId series) {
    return and(eq("series", series.slug()), streamsOf(series));
  }

  /** The same along an index that has no series. */
  static Bson streamsOf(SeriesId series) {
    return streamsOf(series, "stream");
  }

  /** Only what belongs to a stream of a series, which a field has the name of. */
  static Bson streamsOf(SeriesId series, String field) {
    // the names of a series' meetings are a range: '0' is the character after '/'
    return and(
        gte(field, "meeting/" + series.slug() + "/"), lt(field, "meeting/" + series.slug() + "0"));
  }

  /** Only entries of meetings that were not called off. */
  static Bson areHeld() {
    return eq("held", true);
  }

  FindIterable<Document> find(List<Bson> conditions, AsOf asOf) {
    List<Bson> all = new ArrayList<>(conditions);
    all.add(asOf.condition());
    return documents.find(and(all)).projection(NO_KEYS);
  }

  /**
   * The streams that entries are found in, in the order of their names and again for each entry.
   *
   * @param after only streams after this one
   */
  MongoIterable<String> streams(List<Bson> conditions, AsOf asOf, Optional<String> after) {
    List<Bson> all = new ArrayList<>(conditions);
    after.ifPresent(stream -> all.add(gt("stream", stream)));
    return find(all, asOf)
        .projection(fields(include("stream"), excludeId()))
        .sort(ascending("stream"))
        .map(found -> found.getString("stream"));
  }

  /**
   * The same for entries that an index tells all of that is asked for: along it if they are few.
   *
   * @param index for example {@link #DAYS}
   */
  MongoIterable<String> streams(
      List<Bson> conditions, AsOf asOf, Optional<String> after, Bson index) {
    List<Bson> all = new ArrayList<>(conditions);
    after.ifPresent(stream -> all.add(gt("stream", stream)));
    return find(all, asOf)
        .hint(areFew(conditions, asOf, index) ? index : OF_A_KIND)
        .projection(fields(include("stream"), excludeId()))
        .sort(ascending("stream"))
        .map(found -> found.getString("stream"));
  }

  /**
   * Whether they are so few that they are sooner found along an index and put in order than in
   * their order among all others; for all pages of a list the same.
   *
   * @param index that tells all that is asked for, if not as of what had occurred
   */
  boolean areFew(List<Bson> conditions, AsOf asOf, Bson index) {
    return areAtMost(many, conditions, asOf, index);
  }

  /** The same of the items of lives: twice as many, since a life is dearer to find by its root. */
  boolean areItemsOfFew(List<Bson> conditions, AsOf asOf, Bson index) {
    return areAtMost(2L * many, conditions, asOf, index);
  }

  private boolean areAtMost(long most, List<Bson> conditions, AsOf asOf, Bson index) {
    return find(conditions, asOf)
            .hint(index)
            .projection(fields(include("stream"), excludeId()))
            .skip(Math.toIntExact(Math.min(most, Integer.MAX_VALUE)))
            .limit(1)
            .first()
        == null;
  }

  /** The last day of which any minutes had begun as of some moment; empty: none had. */
  Optional<String> lastDay(AsOf asOf) {
    List<Bson> conditions = new ArrayList<>(List.of(eq("kind", "title")));
    asOf.begun().ifPresent(conditions::add);
    return dayOf(conditions, DAYS, 0);
  }

  /**
   * Where some entry came to say one of the words that are looked for, at any time: in the order of
   * the streams' names, and again for each time. Of one word alone it does not matter which entry.
   *
   * @param after only streams after this one
   */
  MongoIterable<Saying> spots(SearchQuery query, List<Bson> where, Optional<String> after) {
    List<Bson> all = new ArrayList<>(where);
    all.add(query.everSaid());
    after.ifPresent(stream -> all.add(gt("stream", stream)));
    return documents
        .find(and(all))
        .hint(ADDED_WORDS)
        .projection(fields(include("stream", "date", "entry"), excludeId()))
        .sort(ascending("stream"))
        .map(Saying::from)
        .map(saying -> query.hasSeveralWords() ? saying : saying.ofSome());
  }

  /**
   * Some entries, those among them that say what is looked for as of some moment: that had come to
   * have the words by then, on one day of their meeting. Of words, and as of now or of what was
   * recorded, no document is read for it. Words are left out that would tell too little, for what
   * it costs to ask.
   *
   * @param where in which minutes, on which days
   */
  Set<Saying> everSaid(SearchQuery query, List<Bson> where, AsOf asOf) {
    List<Bson> conditions = new ArrayList<>(where);
    asOf.begun().ifPresent(conditions::add);
    List<Bson> words = query.everSaidEach();
    Set<Saying> all = everSaid(words.getFirst(), conditions);
    retainThose(all, words, conditions);
    return all;
  }

  /** Those that also came to have the other words. */
  private void retainThose(Set<Saying> all, List<Bson> words, List<Bson> conditions) {
    for (int i = 1; i < Math.min(words.size(), MOST_ASKED) && all.size() > FEW; i++) {
      all.retainAll(everSaid(words.get(i), conditions));
    }
  }

  private Set<Saying> everSaid(Bson word, List<Bson> conditions) {
    List<Bson> all = new ArrayList<>(conditions);
    all.add(word);
    return documents
        .find(and(all))
        .hint(ADDED_WORDS)
        .projection(fields(include("stream", "date", "entry"), excludeId()))
        .batchSize(MANY_KEYS)
        .map(Saying::from)
        .into(new HashSet<>());
  }

  /** An entry, and a day of its meeting on which it came to say something. */
  record Saying(String stream, String day, String entry) {

    private Saying ofSome() {
      return new Saying(stream, day, "");
    }

    private static Saying from(Document found) {
      return new Saying(
          found.getString("stream"), found.getString("date"), found.getString("entry"));
    }
  }

  /** Only versions of these entries: along the index of the documents' names. */
  static Bson versionsOf(Collection<Saying> entries) {
    return and(
        in(
            "_id",
            entries.stream()
                .map(each -> EntryVersion.ids(each.stream(), each.entry()))
                .distinct()
                .map(name -> Pattern.compile("^" + Pattern.quote(name)))
                .toList()),
        in("date", entries.stream().map(Saying::day).distinct().toList()),
        // for an engine that does not know of names that begin so
        in("stream", entries.stream().map(Saying::stream).distinct().toList()));
  }

  /**
   * The streams of those spots where an entry, as of some moment, says what is looked for.
   *
   * @param spots at least one
   */
  Set<String> streamsThatSay(SearchQuery query, Collection<Saying> spots, AsOf asOf) {
    List<Bson> where =
        List.of(
            in("date", spots.stream().map(Saying::day).distinct().toList()),
            in("stream", spots.stream().map(Saying::stream).distinct().toList()));
    Set<String> streams = new HashSet<>();
    if (query.hasSeveralWords()) {
      // entries with one of the words are many, with all of them mostly few
      Set<Saying> all = new HashSet<>(spots);
      List<Bson> conditions = new ArrayList<>(where);
      asOf.begun().ifPresent(conditions::add);
      retainThose(all, query.everSaidEach(), conditions);
      List<Saying> some = turnByTurn(all);
      for (int asked = 0; asked < some.size(); asked += MOST_NAMED) {
        List<Saying> next =
            some.subList(asked, Math.min(asked + MOST_NAMED, some.size())).stream()
                .filter(saying -> !streams.contains(saying.stream()))
                .toList();
        if (!next.isEmpty()) {
          addThoseThatSay(query, List.of(versionsOf(next)), ascending("_id"), asOf, streams);
        }
      }
    } else {
      addThoseThatSay(query, where, WORDS, asOf, streams);
    }
    return streams;
  }

  /** First one of each stream, then another one of each that has more, and so on. */
  private static List<Saying> turnByTurn(Collection<Saying> sayings) {
    Map<String, Integer> turns = new HashMap<>();
    Map<Integer, List<Saying>> byTurn = new TreeMap<>();
    for (Saying each : sayings) {
      int turn = turns.merge(each.stream(), 1, Integer::sum);
      byTurn.computeIfAbsent(turn, _ -> new ArrayList<>()).add(each);
    }
    return byTurn.values().stream().flatMap(List::stream).toList();
  }

  private void addThoseThatSay(
      SearchQuery query, List<Bson> where, Bson index, AsOf asOf, Set<String> streams) {
    List<Bson> all = new ArrayList<>(query.conditions());
    all.addAll(where);
    boolean words = query.isOfWordsAlone();
    find(all, asOf)
        .hint(index)
        .projection(fields(words ? include("stream") : include("stream", "content"), excludeId()))
        .batchSize(BATCH)
        .forEach(
            found -> {
              String stream = found.getString("stream");
              if (!streams.contains(stream) && (words || query.matches(text(found)))) {
                streams.add(stream);
              }
            });
  }

  private static String text(Document found) {
    return EntryText.of(StateJson.read(found.getString("content"), Content.class));
  }

  /**
   * The day of the version that so many others are newer than, or as new; empty: there is none. No
   * document is read for it where the index has all that is asked for.
   *
   * @param index along which they are found in the order of their days; named, because the engine
   *     would otherwise try others as well, and gives up where none has a result soon
   */
  Optional<String> dayOf(List<Bson> conditions, Bson index, int newer) {
    return Optional.ofNullable(
            documents
                .find(and(conditions))
                .hint(index)
                .projection(fields(include("date"), excludeId()))
                .sort(descending("date"))
                .skip(newer)
                .limit(1)
                .first())
        .map(found -> found.getString("date"));
  }

  /** Those of the versions that are there, by the names of their documents. */
  Map<String, EntryVersion> byId(List<String> ids) {
    Map<String, EntryVersion> versions = HashMap.newHashMap(ids.size());
    for (Document found : documents.find(in("_id", ids)).projection(NO_KEYS)) {
      versions.put(found.getString("_id"), EntryVersion.from(found));
    }
    return versions;
  }

  /** All versions that are found, in no order. */
  List<EntryVersion> all(List<Bson> conditions, AsOf asOf) {
    return find(conditions, asOf).batchSize(BATCH).map(EntryVersion::from).into(new ArrayList<>());
  }

  /** How many versions are found. */
  long count(List<Bson> conditions, AsOf asOf) {
    List<Bson> all = new ArrayList<>(conditions);
    all.add(asOf.condition());
    return documents.countDocuments(and(all));
  }

  /**
   * A list in the order of the meetings' names and of their documents.
   *
   * @param reader makes the list's items of a version: one, several or none
   */
  <T> Page<T> list(
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    return list(find -> find, conditions, asOf, reader, wanted);
  }

  /**
   * The same, read among all entries of a kind: the engine might otherwise find them along another
   * index and put all of them in order.
   */
  <T> Page<T> listAmongAll(
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    return list(find -> find.hint(OF_A_KIND), conditions, asOf, reader, wanted);
  }

  private <T> Page<T> list(
      UnaryOperator<FindIterable<Document>> way,
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    Optional<Key> after = wanted.after().map(Key::parse);
    List<Bson> all = new ArrayList<>(conditions);
    after.ifPresent(key -> all.add(gte("stream", key.stream())));
    int batch = Math.clamp(wanted.first() + 1L, FIRST_BATCH, BATCH);
    try (MongoCursor<Document> cursor =
        way.apply(find(all, asOf)).sort(IN_ORDER).batchSize(batch).iterator()) {
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

  /**
   * The same of entries that an index tells all of that is asked for. If they are few, they are
   * found along it, and otherwise in their order among all of their kind.
   *
   * @param index for example {@link #DAYS}
   * @param ofKeys the conditions without what all have that are in the index
   */
  <T> Page<T> listAlong(
      Bson index,
      List<Bson> ofKeys,
      List<Bson> conditions,
      AsOf asOf,
      Function<EntryVersion, List<T>> reader,
      Page.Wanted wanted) {
    if (!areFew(ofKeys, asOf, index)) {
      return listAmongAll(conditions, asOf, reader, wanted);
    }
    Optional<Key> after = wanted.after().map(Key::parse);
    Optional<Key> from = after;
    List<Page.Edge<T>> found = new ArrayList<>();
    boolean isMore = true;
    while (isMore && found.size() <= wanted.first()) {
      List<Document> keys = keys(index, ofKeys, asOf, from, wanted.first() + 1);
      Map<String, EntryVersion> versions =
          byId(keys.stream().map(key -> key.getString("_id")).toList());
      for (Document key : keys) {
        Optional.ofNullable(versions.get(key.getString("_id"))).stream()
            .flatMap(version -> edges(version, reader.apply(version)))
            .filter(edge -> after.isEmpty() || after.get().isBefore(edge.key()))
            .map(edge -> new Page.Edge<>(edge.key().text(), edge.node()))
            .forEach(found::add);
        from = Optional.of(Key.behind(key));
      }
      isMore = keys.size() > wanted.first();
    }
    return Page.of(found.iterator(), wanted);
  }

  /** The first ones in the order of lists, from one on, without reading any but their keys. */
  private List<Document> keys(
      Bson index, List<Bson> conditions, AsOf asOf, Optional<Key> from, int most) {
    List<Bson> all = new ArrayList<>(conditions);
    from.ifPresent(key -> all.add(key.condition()));
    return find(all, asOf)
        .hint(index)
        .projection(include("stream", "place"))
        .sort(IN_ORDER)
        .limit(most)
        .batchSize(most)
        .into(new ArrayList<>());
  }

  private static <T> Stream<Keyed<T>> edges(EntryVersion version, List<T> items) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> new Keyed<>(Key.of(version, i), items.get(i)));
  }

  private record Keyed<T>(Key key, T node) {}

  /** The place of an item in a list: its meeting, where in its minutes, and which one there. */
  record Key(String stream, long place, int index) {

    static Key of(EntryVersion version, int index) {
      return new Key(version.meeting().stream(), version.facts().place(), index);
    }

    /** Behind all items of a version. */
    static Key behind(Document found) {
      return new Key(found.getString("stream"), found.getLong("place"), Integer.MAX_VALUE);
    }

    /** What has items behind this, and perhaps some before it. */
    Bson condition() {
      return or(
          gt("stream", stream),
          and(
              eq("stream", stream),
              index == Integer.MAX_VALUE ? gt("place", place) : gte("place", place)));
    }

    static Key parse(String text) {
      String[] parts = text.split("#", -1);
      try {
        return new Key(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new BadArgument("after", "this is not a cursor of this list");
      }
    }

    boolean isBefore(Key other) {
      int byStream = stream.compareTo(other.stream);
      int byPlace = byStream != 0 ? byStream : Long.compare(place, other.place);
      return byPlace != 0 ? byPlace < 0 : index < other.index;
    }

    String text() {
      return stream + "#" + place + "#" + index;
    }
  }
}
