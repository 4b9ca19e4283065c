package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
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

  static final Bson OF_A_KIND = ascending("kind", "stream", "place", "to", "due", "status");
  static final Bson OF_A_STATUS = ascending("kind", "status", "stream", "place", "to");
  static final Bson OF_A_KIND_BY_DAY =
      ascending(
          "kind", "series", "date", "stream", "place", "to", "held", "from", "status", "root");
  static final Bson ACTIONS_BY_ROOT =
      ascending("kind", "root", "to", "date", "stream", "status", "held", "due");
  static final Bson ACTIONS_OF_PEOPLE =
      ascending("kind", "people", "root", "to", "from", "status", "held");
  static final Bson ACTIONS_OF_TICKETS =
      ascending("kind", "tickets", "root", "to", "from", "status", "held");
  static final Bson OF_PEOPLE =
      ascending("kind", "people", "stream", "place", "to", "from", "status", "date");
  static final Bson TICKETS_BY_MEETING =
      ascending("tickets", "stream", "place", "to", "from", "kind", "status", "held", "date");

  /** With all that is asked for of a ticket as of any moment: nothing is read but what is shown. */
  static final Bson TICKETS_BY_DAY =
      ascending(
          "tickets",
          "date",
          "kind",
          "to",
          "from",
          "toOccurred",
          "fromOccurred",
          "status",
          "held",
          "stream",
          "place",
          "root",
          "_id");

  /** The same of a person. */
  static final Bson PEOPLE_BY_DAY =
      ascending(
          "people",
          "date",
          "kind",
          "to",
          "from",
          "toOccurred",
          "fromOccurred",
          "status",
          "held",
          "stream",
          "place",
          "root",
          "_id");

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

  /** Minutes that were planned ahead, by their days. */
  private static final Bson AHEAD = ascending("ahead", "from", "fromOccurred");

  private static final Document ON_DAYS =
      new Document("kind", new Document("$in", List.of("attendance", "title")));

  /** What entries are found by takes most of their documents, and is not needed once they are. */
  private static final Bson NO_KEYS =
      exclude("words", "added", "people", "tickets", "root", "due", "supersedes");

  /** How many are read at a time where all are wanted; otherwise the second batch is of 16 MiB. */
  static final int BATCH = 1_000;

  /** The same for what an index tells: a key is small. */
  private static final int MANY_KEYS = 20_000;

  /** So many entries are read sooner than it is told which of them have another word as well. */
  private static final int FEW = 50;

  /** Of so many entries versions are looked for together, by names that begin like theirs. */
  private static final int MOST_NAMED = 100;

  /** Of so many words it is asked which entries have them. */
  private static final int MOST_ASKED = 3;

  private final MongoCollection<Document> documents;
  private final EntryLists lists;

  EntriesView(MongoCollection<Document> documents) {
    this(documents, Integer.MAX_VALUE);
  }

  /**
   * @param most no more than so many of what lists have are put in order
   */
  EntriesView(MongoCollection<Document> documents, int most) {
    this.documents = documents;
    this.lists = new EntryLists(this, most);
  }

  EntryLists lists() {
    return lists;
  }

  /** The indexes that the queries need. */
  static List<IndexModel> indexes() {
    return List.of(
        new IndexModel(ascending("stream", "version")),
        new IndexModel(OF_A_KIND),
        new IndexModel(OF_PEOPLE, of("people")),
        new IndexModel(OF_A_STATUS, of("status")),
        new IndexModel(OF_A_KIND_BY_DAY),
        new IndexModel(
            ascending("series", "counter", "date", "stream", "place", "to", "from"), of("counter")),
        new IndexModel(TICKETS_BY_MEETING, of("tickets")),
        new IndexModel(TICKETS_BY_DAY, of("tickets")),
        new IndexModel(DAYS, new IndexOptions().partialFilterExpression(ON_DAYS)),
        new IndexModel(AHEAD, of("ahead")),
        new IndexModel(DUE, of("due")),
        new IndexModel(ACTIONS_BY_ROOT, of("root")),
        new IndexModel(ACTIONS_OF_PEOPLE, of("root")),
        new IndexModel(ACTIONS_OF_TICKETS, of("root")),
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
    return find(and(all));
  }

  /** Versions of any time. */
  FindIterable<Document> find(Bson condition) {
    return documents.find(condition).projection(NO_KEYS);
  }

  /**
   * A day after which there were no minutes as of some moment: neither were they of a later one,
   * nor is their meeting named after one. As of now, the last day of all.
   */
  LocalDate lastDay(AsOf asOf) {
    LocalDate soon = asOf.moment().map(LastDay::soonAfter).orElse(LastDay.LAST_OF_ALL);
    return Optional.ofNullable(
            documents
                .find(and(begun(List.of(gt("ahead", soon.toString())), asOf)))
                .hint(AHEAD)
                .projection(fields(include("ahead"), excludeId()))
                .sort(descending("ahead"))
                .first())
        .map(found -> LocalDate.parse(found.getString("ahead")))
        .orElse(soon);
  }

  /** The very last day of which any minutes had begun as of then; empty: none had. */
  Optional<LocalDate> lastDayBegun(AsOf asOf) {
    List<Bson> title = List.of(eq("kind", "title"), lte("date", lastDay(asOf).toString()));
    return dayOf(begun(title, asOf), DAYS, 0).map(LocalDate::parse);
  }

  private static List<Bson> begun(List<Bson> conditions, AsOf asOf) {
    List<Bson> all = new ArrayList<>(conditions);
    asOf.begun().ifPresent(all::add);
    return all;
  }

  /**
   * Conditions, and as of the past that it is of a day of which there may have been minutes then:
   * all that there was is, while what is of later days is passed by where an index tells days.
   */
  List<Bson> upToLastDay(List<Bson> conditions, AsOf asOf) {
    List<Bson> all = new ArrayList<>(conditions);
    if (asOf.isHistory()) {
      all.add(lte("date", lastDay(asOf).toString()));
    }
    return all;
  }

  /** All series that have minutes. */
  List<String> series() {
    return documents
        .distinct("series", eq("kind", "title"), String.class)
        .hint(OF_A_KIND_BY_DAY)
        .into(new ArrayList<>());
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
    List<Bson> conditions = begun(where, asOf);
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
      retainThose(all, query.everSaidEach(), begun(where, asOf));
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

  /** The same along an index. */
  List<EntryVersion> all(List<Bson> conditions, AsOf asOf, Bson index) {
    return find(conditions, asOf)
        .hint(index)
        .batchSize(BATCH)
        .map(EntryVersion::from)
        .into(new ArrayList<>());
  }

  /** How many versions are found. */
  long count(List<Bson> conditions, AsOf asOf) {
    List<Bson> all = new ArrayList<>(conditions);
    all.add(asOf.condition());
    return documents.countDocuments(and(all));
  }
}
