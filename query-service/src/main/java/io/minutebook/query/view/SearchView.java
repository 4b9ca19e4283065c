package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.descending;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.Content;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in all that minutes say. What is found is ranked by Okapi BM25 (Robertson and
 * Zaragoza, The Probabilistic Relevance Framework, 2009) without the inverse document frequency,
 * since every hit has every word; headings, decisions and announcements weigh more. Only the {@link
 * #MOST} newest hits are ranked. Where several things are looked for together, each of them in more
 * than {@link #MOST_READ} entries, only that many are read, the newest of the rarest: so a search
 * takes no longer as the store grows.
 */
public final class SearchView {

  /** How many hits are ranked, at most. */
  public static final int MOST = 1000;

  /** How many entries are read for them, at most, all of the last of these days. */
  public static final int MOST_READ = 10_000;

  private static final double SATURATION = 1.2;
  private static final double LENGTH = 0.75;
  private static final double USUAL_LENGTH = 15;

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
      List<Bson> conditions = new ArrayList<>();
      if (series != null) {
        conditions.add(EntriesView.inSeries(series));
      }
      if (kinds != null) {
        conditions.add(in("kind", kinds));
      }
      if (person != null) {
        conditions.add(in("people", person.keys()));
      }
      if (from != null) {
        conditions.add(gte("date", from.toString()));
      }
      if (to != null) {
        conditions.add(lte("date", to.toString()));
      }
      return conditions;
    }

    private boolean matches(EntryVersion version) {
      return person == null
          || EntryKeys.people(version.facts().content()).stream()
              .anyMatch(person.in(version.meeting().series()));
    }
  }

  /** The hits, best first, among equals the newest; also of meetings that were called off. */
  public Page<SearchHit> search(SearchQuery query, Filter filter, AsOf asOf, Page.Wanted wanted) {
    List<Bson> conditions = new ArrayList<>(filter.conditions());
    conditions.addAll(query.conditions());
    sinceWhen(query, filter).ifPresent(day -> conditions.add(gte("date", day)));
    List<SearchHit> hits = new ArrayList<>();
    entries
        .find(conditions, asOf)
        // an index on words has either order; the meetings of one series are named after their days
        .sort(filter.series() == null ? descending("date") : descending("stream"))
        .hint(index(query, filter).orElse(null))
        .limit(MOST)
        .map(EntryVersion::from)
        .forEach(
            version -> {
              String text = EntryText.of(version.facts().content());
              if (filter.matches(version) && query.matches(text)) {
                hits.add(hit(query, version, text));
              }
            });
    hits.sort(
        Comparator.comparingDouble(SearchHit::score)
            .reversed()
            .thenComparing(hit -> hit.entry().date(), Comparator.reverseOrder())
            .thenComparing(hit -> hit.entry().entry()));
    Rank after = wanted.after().map(Rank::parse).orElse(null);
    return Page.of(
        hits.stream()
            .map(hit -> new Page.Edge<>(Rank.of(hit).text(), hit))
            .filter(edge -> after == null || after.compareTo(Rank.of(edge.node())) < 0)
            .iterator(),
        wanted);
  }

  /**
   * The index along which one word or one beginning alone is looked for; empty: the engine chooses.
   * It would try this way against others, and of a beginning with many hits none gives the newest
   * soon: there are engines that then answer with an error.
   */
  private static Optional<Bson> index(SearchQuery query, Filter filter) {
    return filter.series() == null
            && filter.person() == null
            && query.words().size() + query.beginnings().size() == 1
        ? Optional.of(EntriesView.WORDS_BY_DAY)
        : Optional.empty();
  }

  /**
   * The first day that is looked at; empty: all are. In a series or between days there is little
   * enough to read, and of one word alone the first hits are the newest.
   */
  private Optional<String> sinceWhen(SearchQuery query, Filter filter) {
    boolean isAlone =
        filter.person() == null
            && filter.kinds() == null
            && query.words().size() + query.beginnings().size() == 1;
    if (isAlone || filter.series() != null || filter.from() != null) {
      return Optional.empty();
    }
    List<Supplier<Optional<String>>> each = new ArrayList<>();
    People.Who person = filter.person();
    if (person != null) {
      each.add(() -> entries.dayOfPeople(person.keys(), MOST_READ));
    }
    query.words().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(word -> each.add(() -> entries.dayOfWord(word, MOST_READ)));
    Optional<String> first = Optional.empty();
    for (Supplier<Optional<String>> one : each) {
      Optional<String> day = one.get();
      if (day.isEmpty()) {
        return day;
      }
      first = first.filter(known -> known.compareTo(day.get()) < 0).or(() -> day);
    }
    return first;
  }

  private static SearchHit hit(SearchQuery query, EntryVersion version, String text) {
    List<SearchHit.Part> parts = new ArrayList<>();
    int end = 0;
    Map<String, Integer> found = new HashMap<>();
    int words = 0;
    for (Words.Found word : Words.in(text)) {
      words++;
      if (word.start() >= end && query.isWanted(word.word())) {
        if (word.start() > end) {
          parts.add(new SearchHit.Part(text.substring(end, word.start()), false));
        }
        parts.add(new SearchHit.Part(text.substring(word.start(), word.end()), true));
        end = word.end();
        found.merge(word.word(), 1, Integer::sum);
      }
    }
    if (end < text.length()) {
      parts.add(new SearchHit.Part(text.substring(end), false));
    }
    double length = 1 - LENGTH + LENGTH * words / USUAL_LENGTH;
    double score =
        found.values().stream()
            .mapToDouble(times -> times * (SATURATION + 1) / (times + SATURATION * length))
            .sum();
    double weighed = score * weight(version.facts().content());
    return new SearchHit(Mention.of(version), Math.round(weighed * 1000) / 1000.0, parts);
  }

  private static double weight(Content content) {
    return switch (content) {
      case Content.Decision _ -> 1.5;
      case Content.Title _, Content.Section _, Content.Action _, Content.Announcement _ -> 1.25;
      case Content.Coordinates _,
          Content.Attendance _,
          Content.Note _,
          Content.Nothing _,
          Content.Duty _,
          Content.QueueCount _,
          Content.Table _,
          Content.TicketCount _,
          Content.ReleaseTickets _,
          Content.Release _,
          Content.Row _,
          Content.Support _,
          Content.ListedPackage _ ->
          1;
    };
  }

  /** The place of a hit among the others. */
  private record Rank(double score, String date, String entry) implements Comparable<Rank> {

    static Rank of(SearchHit hit) {
      return new Rank(
          hit.score(), hit.entry().date().toString(), EntryKeys.rootKey(hit.entry().entry()));
    }

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
