package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.EntryVersion.Bound;
import io.minutebook.query.view.EntryVersion.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of a few crowded days, many more than a window has; a third of them were reworded. */
@DisplayName("The pages of a search")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchPagesContract {

  private static final LocalDate DAY = LocalDate.of(2020, 5, 4);
  private static final Instant BEGUN = Instant.parse("2020-05-01T09:00:00Z");
  private static final Instant BETWEEN = BEGUN.plus(1, ChronoUnit.DAYS);
  private static final Instant REWORDED = BEGUN.plus(2, ChronoUnit.DAYS);
  private static final SeriesId LAMPS = new SeriesId("lamps");
  private static final List<String> WORDS =
      List.of("the", "the", "lantern", "lantern", "wick", "oil", "is", "not", "clean", "lamp");

  private TestMongo mongo;
  private Views views;
  private long seed;
  private final List<EntryVersion> written = new ArrayList<>();

  abstract TestMongo open();

  /** How many entries there are. */
  abstract int entries();

  @BeforeAll
  void write() {
    mongo = open();
    views = mongo.views();
    views.prepare();
    seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < entries(); i++) {
      EntryVersion first = version(i, content(random), null, begun(random));
      if (random.nextInt(3) == 0) {
        Bound end = bound(2, REWORDED);
        written.add(first.until(end));
        written.add(version(i, content(random), first.facts().content(), end));
      } else {
        written.add(first);
      }
    }
    MongoCollection<Document> entries = mongo.database().getCollection("view_entries");
    entries.insertMany(written.stream().map(EntryVersion::toDocument).toList());
    entries.insertMany(
        written.stream()
            .map(EntryVersion::meeting)
            .distinct()
            .map(SearchPagesContract::title)
            .toList());
  }

  /** All minutes have one, as long as there are any. */
  private static Document title(MeetingId meeting) {
    Facts facts =
        new Facts(
            meeting.date(), true, 0, List.of(), null, new Content.Title("Minutes"), List.of());
    return new EntryVersion(meeting, new EntryId(99_999), facts, null, bound(1, BEGUN), null)
        .toDocument();
  }

  @AfterAll
  void close() {
    mongo.close();
  }

  private static Bound begun(Random random) {
    return bound(1, BEGUN.plusSeconds(random.nextInt(50)));
  }

  private static Bound bound(long version, Instant at) {
    return new Bound(version, at, at);
  }

  private static EntryVersion version(
      int number, Content content, @Nullable Content before, Bound from) {
    // three of four entries are of the second day
    LocalDate day = DAY.plusDays(number % 4 == 0 ? number / 4 % 7 : 1);
    SeriesId series = number % 3 == 0 ? LAMPS : new SeriesId("boats" + number % 5);
    return new EntryVersion(
        new MeetingId(series, day, 1),
        new EntryId(number + 1),
        new Facts(day, true, number + 1L, List.of(), null, content, List.of()),
        before,
        from,
        null);
  }

  private static Content content(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 3 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return random.nextInt(4) > 0
        ? new Content.Action(
            List.of(new PersonLabel(random.nextInt(4) == 0 ? "Ada" : "Bo")),
            text.toString(),
            List.of(),
            null,
            ActionStatus.OPEN,
            null,
            null)
        : new Content.Note(text.toString());
  }

  /** What is looked for, where and as of when. */
  record Asked(
      String text,
      @Nullable SeriesId series,
      @Nullable Set<String> kinds,
      @Nullable String person,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      AsOf asOf) {

    Asked(String text, AsOf asOf) {
      this(text, null, null, null, null, null, asOf);
    }
  }

  static Stream<Asked> searches() {
    AsOf now = AsOf.now();
    List<AsOf> moments = List.of(now, new AsOf.Recorded(BETWEEN), new AsOf.Occurred(BETWEEN));
    return Stream.concat(
        Stream.of(
                "lantern",
                "the lantern",
                "the lantern wick oil clean",
                "\"lantern wick\"",
                "\"oil is not clean\"",
                "lan*",
                "la* wi*",
                "la* the",
                "the -lantern",
                "lantern lamp -the -oil")
            .flatMap(text -> moments.stream().map(moment -> new Asked(text, moment))),
        Stream.concat(
            Stream.concat(inASeries(moments), ofSomebody(moments)),
            Stream.of("lantern", "the oil", "lan*", "\"the oil\"")
                .flatMap(
                    text ->
                        Stream.of(
                            new Asked(text, LAMPS, null, null, null, null, now),
                            new Asked(text, null, Set.of("note"), null, null, null, now),
                            new Asked(text, null, null, "Ada", null, null, now),
                            new Asked(text, LAMPS, Set.of("action"), "Bo", null, null, now),
                            new Asked(text, null, null, null, DAY.plusDays(1), null, now),
                            new Asked(text, null, null, "Bo", null, DAY.plusDays(1), now)))));
  }

  private static Stream<Asked> ofSomebody(List<AsOf> moments) {
    return Stream.of("the", "lantern", "the oil", "the -lantern", "\"the oil\"", "lan* the", "lan*")
        .flatMap(
            text ->
                moments.stream()
                    .flatMap(
                        moment ->
                            Stream.of("Ada", "Bo")
                                .map(
                                    person ->
                                        new Asked(text, null, null, person, null, null, moment))));
  }

  @Test
  void of_somebody_are_in_several_windows() {
    assertThat(
            written.stream()
                .filter(version -> stands(version, AsOf.now()))
                .filter(
                    version ->
                        EntryKeys.people(version.facts().content())
                            .contains(new PersonLabel("Bo"))))
        .as("seed %d", seed)
        .hasSizeGreaterThan(SearchView.LOOKED_AT);
  }

  private static Stream<Asked> inASeries(List<AsOf> moments) {
    return Stream.of("the", "the lantern wick oil clean", "la* wi*", "the -lantern")
        .flatMap(
            text ->
                moments.stream()
                    .flatMap(
                        moment ->
                            Stream.of(
                                new Asked(text, LAMPS, null, null, null, null, moment),
                                new Asked(
                                    text,
                                    LAMPS,
                                    null,
                                    "Ada",
                                    DAY.plusDays(1),
                                    DAY.plusDays(4),
                                    moment))));
  }

  @Test
  void in_a_series_as_of_the_past_are_the_same_while_more_is_written() {
    Asked asked = new Asked("the", LAMPS, null, null, null, null, new AsOf.Recorded(BETWEEN));
    List<SearchHit> before = hits(asked, 20);
    Page<SearchHit> first = page(asked, 20, Optional.empty());
    LocalDate later = DAY.plusDays(30);
    List<Document> newer = new ArrayList<>();
    for (int i = 0; i < SearchView.WINDOW - 1; i++) {
      newer.add(
          new EntryVersion(
                  new MeetingId(LAMPS, later, 1),
                  new EntryId(i + 1),
                  new Facts(later, true, i, List.of(), null, new Content.Note("the"), List.of()),
                  null,
                  bound(1, REWORDED),
                  null)
              .toDocument());
    }
    MongoCollection<Document> entries = mongo.database().getCollection("view_entries");
    entries.insertMany(newer);
    try {
      List<SearchHit> after = new ArrayList<>(first.nodes());
      for (Page<SearchHit> page = first; page.hasNext(); ) {
        page = page(asked, 20, Optional.of(page.edges().getLast().key()));
        after.addAll(page.nodes());
      }
      assertThat(before).as("seed %d", seed).hasSizeGreaterThan(100);
      assertThat(after).as("seed %d", seed).containsExactlyElementsOf(before);
    } finally {
      entries.deleteMany(new Document("date", later.toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("searches")
  void have_every_hit_once(Asked asked) {
    List<SearchHit> hits = hits(asked, 37);

    assertThat(hits)
        .as("seed %d", seed)
        .extracting(hit -> hit.entry().entry())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(expected(asked));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 20, 200, 201, 1000})
  void are_the_same_hits_in_the_same_order_however_many_a_page_has(int first) {
    Asked asked = new Asked("the lantern", AsOf.now());

    int some = 2 * SearchView.WINDOW + 50;
    assertThat(hits(asked, first, some).stream().limit(some))
        .as("seed %d", seed)
        .hasSize(some)
        .containsExactlyElementsOf(hits(asked, 100, some).stream().limit(some).toList());
  }

  @Test
  void have_the_newest_first_and_the_best_of_a_window_before_the_others() {
    List<SearchHit> hits = hits(new Asked("the", AsOf.now()), 100);

    List<List<SearchHit>> windows = new ArrayList<>();
    for (int i = 0; i < hits.size(); i += SearchView.WINDOW) {
      windows.add(hits.subList(i, Math.min(hits.size(), i + SearchView.WINDOW)));
    }
    assertThat(windows).hasSizeGreaterThan(3);
    LocalDate oldest = LocalDate.MAX;
    for (List<SearchHit> window : windows) {
      assertThat(window)
          .as("seed %d", seed)
          .extracting(SearchHit::score)
          .isSortedAccordingTo((one, other) -> Double.compare(other, one));
      LocalDate newest = day(window.stream(), true);
      assertThat(newest).as("seed %d", seed).isBeforeOrEqualTo(oldest);
      oldest = day(window.stream(), false);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "||",
        "2020-05-04|-1|",
        "2020-05-04|x|",
        "meeting/lamps/2020-05-04|3|",
        "2020-05-04|99999999999|",
        "2020-05-04|0|1.0|2020-05-04",
        "2020-05-04|0|x|2020-05-04|lamps"
      })
  void are_not_asked_for_with_what_is_no_cursor(String cursor) {
    assertThatThrownBy(() -> page(new Asked("oil", AsOf.now()), 20, Optional.of(cursor)))
        .isInstanceOf(BadArgument.class)
        .hasMessageContaining("not a cursor");
  }

  @Test
  void end_where_a_cursor_leads_behind_everything() {
    Page<SearchHit> page =
        page(new Asked("oil", AsOf.now()), 20, Optional.of(DAY + "|" + 1_000_000 + "|"));

    assertThat(page.edges()).isEmpty();
    assertThat(page.hasNext()).isFalse();
    assertThat(page.end()).isEmpty();
  }

  private static LocalDate day(Stream<SearchHit> hits, boolean newest) {
    return hits.map(hit -> hit.entry().date())
        .reduce((one, other) -> one.isAfter(other) == newest ? one : other)
        .orElseThrow();
  }

  /** The names of what is to be found, looked up in what was written. */
  private List<EntryAddress> expected(Asked asked) {
    SearchQuery query = SearchQuery.parse(asked.text());
    Predicate<EntryVersion> wanted =
        version ->
            stands(version, asked.asOf())
                && query.isIn(EntryText.of(version.facts().content()))
                && (asked.series() == null || version.meeting().series().equals(asked.series()))
                && (asked.kinds() == null
                    || asked.kinds().contains(EntryKeys.kind(version.facts().content())))
                && (asked.person() == null
                    || EntryKeys.people(version.facts().content())
                        .contains(new PersonLabel(asked.person())))
                && (asked.from() == null || !version.facts().date().isBefore(asked.from()))
                && (asked.to() == null || !version.facts().date().isAfter(asked.to()));
    return written.stream().filter(wanted).map(EntryVersion::address).toList();
  }

  private static boolean stands(EntryVersion version, AsOf asOf) {
    boolean isFirst = version.from().version() == 1;
    return asOf instanceof AsOf.Now ? version.to() == null : isFirst;
  }

  private List<SearchHit> hits(Asked asked, int first) {
    return hits(asked, first, Integer.MAX_VALUE);
  }

  /** The hits page by page, at least so many if there are. */
  private List<SearchHit> hits(Asked asked, int first, int most) {
    List<SearchHit> hits = new ArrayList<>();
    Optional<String> after = Optional.empty();
    Page<SearchHit> page;
    do {
      page = page(asked, first, after);
      hits.addAll(page.nodes());
      Optional<String> last = page.edges().stream().map(Page.Edge::key).reduce((_, key) -> key);
      // from the last hit or from the end, if that is another place: what follows is the same
      after = hits.size() % 2 == 0 ? last.or(page::end) : page.end().or(() -> last);
    } while (page.hasNext() && hits.size() < most);
    return hits;
  }

  private Page<SearchHit> page(Asked asked, int first, Optional<String> after) {
    People.Who person =
        asked.person() == null ? null : new People(Map.of()).who(new PersonLabel(asked.person()));
    return views
        .search()
        .search(
            SearchQuery.parse(asked.text()),
            new SearchView.Filter(asked.series(), asked.kinds(), person, asked.from(), asked.to()),
            asked.asOf(),
            new Page.Wanted(first, after));
  }
}
