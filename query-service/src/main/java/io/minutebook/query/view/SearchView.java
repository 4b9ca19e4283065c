package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in all that minutes say; what is found is ranked by its {@link Relevance}. Only
 * the {@link #MOST} newest hits are. Where several things are looked for together, each of them in
 * more than {@link #FIRST_READ} versions of entries, the newest of the rarest are looked at: so
 * many, and if there are less than {@link #ENOUGH} hits among them, {@link #MOST_READ}. So a search
 * takes no longer as the store grows. Versions that have ended are read on the way, and are no
 * hits.
 */
public final class SearchView {

  /** How many hits are ranked, at most. */
  public static final int MOST = 500;

  /** How many versions are looked at for them, and all others of the last of their days. */
  static final int MOST_READ = 5_000;

  /** How many of them are looked at first. */
  static final int FIRST_READ = 1_000;

  /** With so many hits among the first that are read, no more are. */
  static final int ENOUGH = 50;

  private static final Bson NEWEST_FIRST = descending("date");
  private static final String LATER_THAN_ANY = "~";

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

  /** The hits, best first, among equals the newest; also of meetings that were called off. */
  public Page<SearchHit> search(SearchQuery query, Filter filter, AsOf asOf, Page.Wanted wanted) {
    Optional<Rank> after = wanted.after().map(Rank::parse);
    List<Hit> page =
        new Search(query, filter, asOf)
            .hits().stream()
                .filter(hit -> after.isEmpty() || after.get().compareTo(hit.rank()) < 0)
                .sorted(Comparator.comparing(Hit::rank))
                .limit(wanted.first() + 1L)
                .toList();
    Map<String, EntryVersion> versions = entries.byId(page.stream().map(Hit::id).toList());
    return Page.of(
        page.stream()
            .flatMap(
                hit ->
                    Optional.ofNullable(versions.get(hit.id())).stream()
                        .map(version -> hit.edge(query, version)))
            .iterator(),
        wanted);
  }

  /** A version of an entry that was found. */
  private record Hit(String id, Rank rank) {

    Page.Edge<SearchHit> edge(SearchQuery query, EntryVersion version) {
      Mention mention = Mention.of(version);
      return new Page.Edge<>(
          rank.text(), new SearchHit(mention, rank.score(), query.parts(mention.text())));
    }
  }

  /** One of several things that are looked for together, and along which index it is found. */
  private record Term(Optional<String> word, Bson condition, Bson index) {}

  /**
   * One search. What it reads depends on what is asked for only, so that its pages fit together.
   */
  private final class Search {
    private final SearchQuery query;
    private final Filter filter;
    private final AsOf asOf;

    Search(SearchQuery query, Filter filter, AsOf asOf) {
      this.query = query;
      this.filter = filter;
      this.asOf = asOf;
    }

    List<Hit> hits() {
      if (filter.series() != null) {
        // there is little enough in one; its meetings are named after their days
        return read(query.conditions(), descending("stream"), null);
      }
      List<Term> terms = terms();
      boolean isBeginning = terms.isEmpty() && query.beginnings().size() == 1;
      if (isBeginning) {
        // The engine would try this way against others, and of a beginning with many hits none
        // gives the newest soon: there are engines that then answer with an error.
        return read(query.conditions(), NEWEST_FIRST, EntriesView.WORDS_BY_DAY);
      }
      if (terms.isEmpty()) {
        return read(query.conditions(), NEWEST_FIRST, null);
      }
      boolean isAlone = terms.size() == 1 && query.beginnings().isEmpty() && filter.kinds() == null;
      return isAlone
          ? read(query.conditions(), NEWEST_FIRST, terms.getFirst().index())
          : together(terms);
    }

    /** What can be looked for along an index in the order of days; people have few entries. */
    private List<Term> terms() {
      List<Term> terms = new ArrayList<>();
      People.Who person = filter.person();
      if (person != null) {
        terms.add(
            new Term(Optional.empty(), in("people", person.keys()), EntriesView.PEOPLE_BY_DAY));
      }
      query.words().stream()
          // long words are rare
          .sorted(Comparator.comparingInt(String::length).reversed())
          .forEach(
              word ->
                  terms.add(
                      new Term(
                          Optional.of(word), SearchQuery.has(word), EntriesView.WORDS_BY_DAY)));
      return terms;
    }

    private List<Hit> together(List<Term> terms) {
      Term rarest = terms.getFirst();
      String since = LATER_THAN_ANY;
      for (Term term : terms) {
        Optional<String> day = dayOf(term, FIRST_READ);
        if (day.isEmpty()) {
          return read(query.conditionsAlong(term.word()), NEWEST_FIRST, term.index());
        }
        if (day.get().compareTo(since) < 0) {
          rarest = term;
          since = day.get();
        }
      }
      List<Bson> conditions = query.conditionsAlong(rarest.word());
      List<Hit> hits = read(with(conditions, gte("date", since)), NEWEST_FIRST, rarest.index());
      if (hits.size() >= ENOUGH) {
        return hits;
      }
      List<Bson> older = with(conditions, lt("date", since));
      dayOf(rarest, MOST_READ).ifPresent(day -> older.add(gte("date", day)));
      hits.addAll(read(older, NEWEST_FIRST, rarest.index()));
      return hits;
    }

    private static List<Bson> with(List<Bson> conditions, Bson other) {
      List<Bson> all = new ArrayList<>(conditions);
      all.add(other);
      return all;
    }

    /**
     * The day of the version that so many others are newer than, or as new; empty: none is. Those
     * that have a word count also if they have ended since.
     */
    private Optional<String> dayOf(Term term, int newer) {
      List<Bson> conditions = with(filter.days(), term.condition());
      // the index on words does not tell when a version ended: each would have to be read for that
      if (term.word().isEmpty()) {
        conditions.add(asOf.condition());
      } else {
        asOf.begun().ifPresent(conditions::add);
      }
      return entries.dayOf(conditions, term.index(), newer);
    }

    private List<Hit> read(List<Bson> wanted, Bson order, @Nullable Bson index) {
      List<Bson> conditions = new ArrayList<>(filter.conditions());
      conditions.addAll(wanted);
      List<Hit> hits = new ArrayList<>();
      entries
          .find(conditions, asOf)
          .projection(include("stream", "entry", "date", "content"))
          .sort(order)
          .hint(index)
          .limit(MOST)
          .batchSize(MOST)
          .forEach(found -> hit(found).ifPresent(hits::add));
      return hits;
    }

    private Optional<Hit> hit(Document found) {
      String stream = found.getString("stream");
      Content content = StateJson.read(found.getString("content"), Content.class);
      String text = EntryText.of(content);
      if (!filter.matches(stream, content) || !query.matches(text)) {
        return Optional.empty();
      }
      Rank rank =
          new Rank(
              Relevance.of(query, content, text),
              found.getString("date"),
              EntryKeys.rootKey(stream, new EntryId(found.getString("entry"))));
      return Optional.of(new Hit(found.getString("_id"), rank));
    }
  }

  /** The place of a hit among the others. */
  private record Rank(double score, String date, String entry) implements Comparable<Rank> {

    static Rank parse(String text) {
      String[] parts = text.split("\\|", 3);
      try {
        return new Rank(Double.parseDouble(parts[0]), parts[1], parts[2]);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new BadArgument("after", "this is not a cursor of this list");
      }
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
