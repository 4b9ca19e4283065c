package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in all that minutes say. What is found comes in windows, the newest first: the
 * hits of a window are ranked by their {@link Relevance}, and those of the next one, which are
 * older, come after them. So a search takes no longer as the store grows, and whoever goes on from
 * page to page gets all hits. Versions that have ended are read on the way, and are no hits.
 */
public final class SearchView {

  /**
   * How many versions that have all words, and stand, are in a window at most. In a series a window
   * goes on to the end of the day with which it has so many entries that may be hits.
   */
  static final int WINDOW = 200;

  /**
   * Of several things that are looked for together, each of them in more versions than that, so
   * many of the newest versions with the rarest are looked at for a window, and all others of the
   * last of their days.
   */
  static final int LOOKED_AT = 500;

  /**
   * After so many versions a page goes on to no further window, however few hits it has. Those that
   * are passed by along the way are not counted.
   */
  static final int MOST_READ = 5_000;

  private static final String DATE = "date";
  private static final String STREAM = "stream";
  private static final String LATER_THAN_ANY = "~";
  private static final Bson BY_NAME = ascending("_id");

  private final EntriesView entries;

  SearchView(EntriesView entries) {
    this.entries = entries;
  }

  /** Where it is looked; null: everywhere. */
  public record Filter(
      @Nullable SeriesId series,
      @Nullable Set<String> kinds,
      People.@Nullable Who person,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    private Filter upTo(LocalDate last) {
      return to != null && to.isBefore(last) ? this : new Filter(series, kinds, person, from, last);
    }

    private List<Bson> conditions() {
      List<Bson> conditions = new ArrayList<>(days());
      if (series != null) {
        conditions.add(EntriesView.inSeries(series));
      }
      if (kinds != null) {
        conditions.add(in("kind", kinds));
      }
      if (person != null) {
        conditions.add(in("people", person.keys()));
      }
      return conditions;
    }

    private List<Bson> days() {
      List<Bson> days = new ArrayList<>();
      if (from != null) {
        days.add(gte("date", from.toString()));
      }
      if (to != null) {
        days.add(lte("date", to.toString()));
      }
      return days;
    }

    private boolean matches(String stream, Content content) {
      return person == null
          || EntryKeys.people(content).stream()
              .anyMatch(person.in(MeetingId.ofStream(stream).series()));
    }
  }

  /**
   * The hits, window by window, in each of them best first and among equals the newest; also of
   * meetings that were called off. A page may have less of them than are wanted, or none, and yet
   * say that it can be gone on from its end: when much was read for it. While minutes are changed,
   * a hit may come twice or not at all in pages that are asked for one after the other; as of an
   * instant that has passed, by when things were recorded, nothing changes.
   */
  public Page<SearchHit> search(SearchQuery query, Filter filter, AsOf asOf, Page.Wanted wanted) {
    Cursor after = wanted.after().map(Cursor::parse).orElse(Cursor.START);
    Optional<Filter> begun = begun(filter, asOf);
    if (begun.isEmpty() || (filter.kinds() != null && filter.kinds().isEmpty())) {
      // along a named index there are engines that would read all of it for no kinds
      return new Page<>(List.of(), wanted.after().isPresent(), false);
    }
    Search search = new Search(query, begun.get(), asOf);
    List<Page.Edge<Hit>> found = new ArrayList<>();
    Optional<Place> next = Optional.of(after.window());
    int read = 0;
    while (next.isPresent() && found.size() <= wanted.first() && read < MOST_READ) {
      Place from = next.get();
      Window window = search.window(from);
      window.hits().stream()
          .filter(hit -> !from.equals(after.window()) || after.isBefore(hit.rank()))
          .sorted(Comparator.comparing(Hit::rank))
          .limit(wanted.first() + 1L)
          .map(hit -> new Page.Edge<>(new Cursor(from, Optional.of(hit.rank())).text(), hit))
          .forEach(found::add);
      read += window.read();
      next = window.next();
    }
    boolean isCut = found.size() > wanted.first();
    return new Page<>(
        edges(query, isCut ? found.subList(0, wanted.first()) : found),
        wanted.after().isPresent(),
        isCut || next.isPresent(),
        isCut
            ? Optional.of(found.get(wanted.first() - 1).key())
            : next.map(place -> new Cursor(place, Optional.empty()).text()));
  }

  /**
   * The same, but everywhere as of the past only up to the last day of which there were minutes:
   * what is of later days would all be passed by. Empty: there was nothing then.
   */
  private Optional<Filter> begun(Filter filter, AsOf asOf) {
    return asOf.isHistory() && filter.series() == null
        ? entries.lastDayBegun(asOf).map(filter::upTo)
        : Optional.of(filter);
  }

  private List<Page.Edge<SearchHit>> edges(SearchQuery query, List<Page.Edge<Hit>> found) {
    Map<String, EntryVersion> versions =
        entries.byId(found.stream().map(edge -> edge.node().id()).toList());
    return found.stream()
        .flatMap(
            edge ->
                Optional.ofNullable(versions.get(edge.node().id())).stream()
                    .map(version -> edge.with(edge.node().shown(query, version))))
        .toList();
  }

  /** A version of an entry that was found. */
  private record Hit(String id, Rank rank) {

    SearchHit shown(SearchQuery query, EntryVersion version) {
      Mention mention = Mention.of(version);
      return new SearchHit(mention, rank.score(), query.parts(mention.text()));
    }
  }

  /**
   * Hits that are ranked together.
   *
   * @param read how many versions were looked at for them, about
   * @param next where the next window begins; empty: there is none
   */
  private record Window(List<Hit> hits, int read, Optional<Place> next) {}

  /** One of several things that are looked for together, and along which index it is found. */
  private record Term(Optional<String> word, Bson condition, Bson index) {}

  /**
   * One search. What it reads depends on what is asked for and where a window begins only, so that
   * its pages fit together.
   */
  private final class Search {
    private final SearchQuery query;
    private final Filter filter;
    private final AsOf asOf;

    /**
     * Of a search in a series, by day, the entries that may be found; null: not known yet. An entry
     * has all words that are looked for only if it came to have each of them.
     */
    private @Nullable NavigableMap<String, List<EntriesView.Saying>> sayings;

    Search(SearchQuery query, Filter filter, AsOf asOf) {
      this.query = query;
      this.filter = filter;
      this.asOf = asOf;
    }

    Window window(Place from) {
      if (filter.series() != null) {
        return withinASeries(filter.series(), from);
      }
      List<Term> terms = terms();
      if (terms.isEmpty()) {
        // The engine would try the way of a beginning against others, and of a beginning with many
        // hits none gives the newest soon: there are engines that then answer with an error.
        return sorted(from, query.conditions());
      }
      boolean isAlone = terms.size() == 1 && query.beginnings().isEmpty() && filter.kinds() == null;
      return isAlone ? alone(from, query.conditions()) : together(from, terms);
    }

    /** A window has whole days, the newest that are not in the windows before. */
    private Window withinASeries(SeriesId series, Place from) {
      if (sayings == null) {
        sayings =
            entries
                .everSaid(query, with(filter.days(), EntriesView.streamsOf(series)), asOf)
                .stream()
                .collect(groupingBy(EntriesView.Saying::day, TreeMap::new, toList()));
      }
      List<EntriesView.Saying> some = new ArrayList<>();
      String day = sayings.floorKey(from.day());
      while (day != null && some.size() < WINDOW) {
        some.addAll(sayings.get(day));
        day = sayings.lowerKey(day);
      }
      if (some.isEmpty()) {
        return new Window(List.of(), 0, Optional.empty());
      }
      List<Bson> conditions = with(query.conditions(), EntriesView.versionsOf(some));
      // an earlier form of cursors has versions to skip, in another order
      Found found = read(new Place(from.day(), 0), inOrderOf(BY_NAME), conditions, 0);
      return new Window(
          found.hits(), some.size(), Optional.ofNullable(day).map(next -> new Place(next, 0)));
    }

    /** All that begins so is read for a window, so a page has one. */
    private Window sorted(Place from, List<Bson> conditions) {
      Found found = read(from, inOrderOf(EntriesView.WORDS), conditions, WINDOW);
      return new Window(found.hits(), MOST_READ, found.next());
    }

    private Window alone(Place from, List<Bson> conditions) {
      Found found = read(from, ALONG_A_WORD, conditions, WINDOW);
      return new Window(found.hits(), found.count(), found.next());
    }

    /** What can be looked for along an index in the order of days; people have few entries. */
    private List<Term> terms() {
      List<Term> terms = new ArrayList<>();
      People.Who person = filter.person();
      if (person != null) {
        terms.add(
            new Term(Optional.empty(), in("people", person.keys()), EntriesView.PEOPLE_BY_DAY));
      }
      query
          .longestFirst()
          .forEach(
              word ->
                  terms.add(new Term(Optional.of(word), SearchQuery.has(word), EntriesView.WORDS)));
      return terms;
    }

    private Window together(Place from, List<Term> terms) {
      Term rarest = terms.getFirst();
      String since = LATER_THAN_ANY;
      for (Term term : terms) {
        Optional<String> day = dayOf(from, term);
        if (day.isEmpty()) {
          Found all = read(from, way(term), conditionsAlong(term), WINDOW);
          return new Window(all.hits(), LOOKED_AT, all.next());
        }
        if (day.get().compareTo(since) < 0) {
          rarest = term;
          since = day.get();
        }
      }
      Place rest = before(since);
      List<Bson> conditions = with(conditionsAlong(rarest), gte(DATE, since));
      Found newest = read(from, way(rarest), conditions, WINDOW);
      return new Window(newest.hits(), LOOKED_AT, newest.next().or(() -> Optional.of(rest)));
    }

    private List<Bson> conditionsAlong(Term term) {
      return term.word().map(query::conditionsAlong).orElseGet(query::conditions);
    }

    /**
     * All words have the versions of a day in the same order, people have another one: a person's
     * are put in order, so that it does not matter along which of them a window is read.
     */
    private Way way(Term along) {
      return filter.person() == null ? ALONG_A_WORD : inOrderOf(along.index());
    }

    private static List<Bson> with(List<Bson> conditions, Bson other) {
      List<Bson> all = new ArrayList<>(conditions);
      all.add(other);
      return all;
    }

    /**
     * The day of the last version that is looked at; empty: there are not so many. Those that have
     * a word count also if they have ended since.
     */
    private Optional<String> dayOf(Place from, Term term) {
      List<Bson> conditions = with(filter.days(), term.condition());
      conditions.add(from.condition());
      // the index on words does not tell when a version ended: each would have to be read for that
      if (term.word().isEmpty()) {
        conditions.add(asOf.condition());
      } else {
        asOf.begun().ifPresent(conditions::add);
      }
      return entries.dayOf(conditions, term.index(), LOOKED_AT);
    }

    /**
     * @param limit so many at most; 0: all
     */
    private Found read(Place from, Way way, List<Bson> wanted, int limit) {
      List<Bson> conditions = new ArrayList<>(filter.conditions());
      conditions.addAll(wanted);
      conditions.add(from.condition());
      Found read = new Found(from, limit);
      entries
          .find(conditions, asOf)
          .projection(include(STREAM, "entry", DATE, "content"))
          .sort(way.order())
          .hint(way.index())
          .skip(from.skipped())
          .limit(limit)
          .batchSize(limit == 0 ? EntriesView.BATCH : limit)
          .forEach(found -> read.add(found.getString(DATE), hit(found)));
      return read;
    }

    private Optional<Hit> hit(Document found) {
      String stream = found.getString(STREAM);
      Content content = StateJson.read(found.getString("content"), Content.class);
      String text = EntryText.of(content);
      if (!filter.matches(stream, content) || !query.matches(text)) {
        return Optional.empty();
      }
      Rank rank =
          new Rank(
              Relevance.of(query, content, text),
              found.getString(DATE),
              EntryKeys.rootKey(stream, new EntryId(found.getString("entry"))));
      return Optional.of(new Hit(found.getString("_id"), rank));
    }
  }

  /**
   * In which order versions are read, those of the last days first, and along which index they are
   * found.
   */
  private record Way(Bson order, Bson index) {}

  /**
   * In the index's own order, and all of it: of the versions of one day, the engine would otherwise
   * read some from the front and some from the back.
   */
  private static final Way ALONG_A_WORD =
      new Way(descending(DATE, STREAM, "from"), EntriesView.WORDS);

  /** Where no index has them in order: it is the same each time only if none are equal. */
  private static Way inOrderOf(Bson index) {
    return new Way(descending(DATE, "_id"), index);
  }

  /** Where it goes on after all of a day was read. */
  private static Place before(String day) {
    return new Place(LocalDate.parse(day).minusDays(1).toString(), 0);
  }

  /** What was read from a place on: documents, and those of them that are hits. */
  private static final class Found {
    private final int limit;
    private final List<Hit> hits = new ArrayList<>();
    private Place end;
    private int count;

    Found(Place from, int limit) {
      this.end = from;
      this.limit = limit;
    }

    void add(String day, Optional<Hit> hit) {
      count++;
      end = end.behind(day);
      hit.ifPresent(hits::add);
    }

    List<Hit> hits() {
      return hits;
    }

    int count() {
      return count;
    }

    /** Where it goes on; empty: all that was asked for was read. */
    Optional<Place> next() {
      return count < limit ? Optional.empty() : Optional.of(end);
    }
  }

  /**
   * Where a window begins.
   *
   * @param day the last one that versions are of
   * @param skipped how many of that day are in the windows before
   */
  private record Place(String day, int skipped) {

    /** Of every window the same, so that an engine that takes no hint reads all in one order. */
    Bson condition() {
      return lte(DATE, day);
    }

    /** The place behind the next version, which is of this day. */
    Place behind(String next) {
      return new Place(next, next.equals(day) ? skipped + 1 : 1);
    }
  }

  /**
   * A place among all hits.
   *
   * @param window the beginning of the window
   * @param rank of a hit in it; empty: before all of them
   */
  private record Cursor(Place window, Optional<Rank> rank) {

    static final Cursor START = new Cursor(new Place(LATER_THAN_ANY, 0), Optional.empty());

    static Cursor parse(String text) {
      String[] parts = text.split("\\|", 3);
      try {
        int skipped = Integer.parseInt(parts[1]);
        if (skipped < 0 || !isDay(parts[0])) {
          throw notOfThis();
        }
        return new Cursor(
            new Place(parts[0], skipped),
            parts[2].isEmpty() ? Optional.empty() : Optional.of(Rank.parse(parts[2])));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw notOfThis();
      }
    }

    private static boolean isDay(String text) {
      try {
        LocalDate.parse(text);
        return true;
      } catch (DateTimeException e) {
        return text.equals(LATER_THAN_ANY);
      }
    }

    private static BadArgument notOfThis() {
      return new BadArgument("after", "this is not a cursor of this list");
    }

    boolean isBefore(Rank other) {
      return rank.isEmpty() || rank.get().compareTo(other) < 0;
    }

    String text() {
      return window.day() + "|" + window.skipped() + "|" + rank.map(Rank::text).orElse("");
    }
  }

  /** The place of a hit among the others of its window. */
  private record Rank(double score, String date, String entry) implements Comparable<Rank> {

    static Rank parse(String text) {
      String[] parts = text.split("\\|", 3);
      return new Rank(Double.parseDouble(parts[0]), parts[1], parts[2]);
    }

    String text() {
      return score + "|" + date + "|" + entry;
    }

    @Override
    public int compareTo(Rank other) {
      int byScore = Double.compare(other.score, score);
      int byDate = byScore != 0 ? byScore : other.date.compareTo(date);
      return byDate != 0 ? byDate : entry.compareTo(other.entry);
    }
  }
}
