package io.minutebook.query.view;

import static io.minutebook.query.testing.Sample.action;
import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.Sample.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import io.minutebook.log.Meta;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Content.Action;
import io.minutebook.minutes.Content.Note;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.audit.MinutesAsOf;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What was said when, found by words that entries get, lose and get again, while meetings are moved
 * from day to day and called off.
 */
@DisplayName("What was said over time")
abstract class SaidOverTimeContract {

  private static final int COMMANDS = Integer.getInteger("minutebook.test.changes", 150);
  private static final List<SeriesId> SERIES = List.of(new SeriesId("boats"), new SeriesId("lamp"));
  private static final List<String> DAYS = List.of("2020-05-04", "2020-05-11", "2020-05-11-2");
  private static final List<String> WORDS =
      List.of("fog", "lamp", "oil", "oil-can", "lamp-1", "the", "the");
  private static final List<String> QUERIES =
      List.of(
          "fog", "oil", "the fog", "fog lamp the", "oil*", "la* fo*", "\"fog lamp\"", "oil -fog");
  private static final People.Who GRACE = new People(Map.of()).who(new PersonLabel("Grace"));
  private static final Set<String> NOTES = Set.of("note");
  private static final Meta META = new Meta("ada", null, "Test", null, null, null, Map.of());

  private final long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<MeetingId, Known> meetings = new LinkedHashMap<>();
  private final List<Instant> instants = new ArrayList<>();

  private TestMongo mongo;
  private TestLog log;
  private Views views;
  private Supplier<Projection> projections;
  private Projection projection;

  abstract TestMongo open();

  @BeforeEach
  void start() {
    mongo = open();
    TestBroker broker = TestBroker.shared();
    String topic = broker.newTopic(2);
    log = new TestLog(broker, topic, mongo);
    views = mongo.views();
    views.createIndexes();
    projections =
        () ->
            new Projection(
                new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic),
                views,
                Clock.systemUTC());
    projection = projections.get();
    projection.start();
  }

  @AfterEach
  void close() {
    projection.stop();
    log.close();
    mongo.close();
  }

  /** What a meeting has by now: beside its title and two sections, notes and actions. */
  private static final class Known {
    private final List<EntryId> notes = new ArrayList<>();
    private final List<EntryId> actions = new ArrayList<>();
    private int last = 3;
    private boolean cancelled;
    private long version;
  }

  @Test
  void is_found_as_of_any_moment_as_the_minutes_of_that_moment_say_it() {
    for (SeriesId series : SERIES) {
      for (String day : DAYS) {
        MeetingId meeting = MeetingId.of(series, day);
        meetings.put(meeting, new Known());
        record(
            meeting,
            new MeetingEvent.MeetingScheduled(meeting, id(1), "Crew", null),
            section(2, 1, "Watch"),
            section(3, 2, "Fog"));
      }
    }
    for (int i = 0; i < COMMANDS; i++) {
      if (i == COMMANDS / 2) {
        untilAllIsSeen();
        // what minutes said before is read from their documents then
        projection.stop();
        projection = projections.get();
        projection.start();
      }
      MeetingId meeting = one(List.copyOf(meetings.keySet()));
      record(
          meeting,
          Stream.generate(() -> next(known(meeting)))
              .limit(1L + random.nextInt(3))
              .toArray(Event[]::new));
    }
    untilAllIsSeen();

    everyWordWasAddedOnItsDay();
    meetingsAreOfTheirDays(null);
    for (int i = 0; i < 20; i++) {
      meetingsAreOfTheirDays(new Moment.At(one(List.of(TimeKind.values())), one(instants)));
    }
    for (String text : QUERIES) {
      isFound(text, null);
      for (int i = 0; i < 10; i++) {
        isFound(text, new Moment.At(one(List.of(TimeKind.values())), one(instants)));
      }
    }
  }

  private void untilAllIsSeen() {
    meetings.forEach(
        (meeting, known) ->
            await()
                .atMost(Duration.ofSeconds(30))
                .until(
                    () -> views.minutes().versionOf(meeting.stream()).orElse(-1) == known.version));
  }

  private void everyWordWasAddedOnItsDay() {
    List<Document> versions =
        views.entryDocuments().find().sort(new Document("version", 1)).into(new ArrayList<>());
    Set<List<String>> added = new HashSet<>();
    for (Document each : versions) {
      each.getList("added", String.class, List.of()).forEach(word -> added.add(of(each, word)));
      assertThat(each.getList("words", String.class, List.of()))
          .as("seed %d: %s", seed, each)
          .allMatch(word -> added.contains(of(each, word)));
    }
    assertThat(versions).anyMatch(each -> !each.containsKey("added"));
  }

  private static List<String> of(Document version, String word) {
    return List.of(
        version.getString("stream"), version.getString("entry"), version.getString("date"), word);
  }

  /** Those of some days, of all series, are those of all that there were. */
  private void meetingsAreOfTheirDays(Moment.@Nullable At at) {
    List<StoredMinutes> all = minutes(filter(null, null, null), at, 100);
    for (LocalDate from : Arrays.asList(null, LocalDate.of(2020, 5, 9))) {
      for (LocalDate to : List.of(LocalDate.of(2020, 5, 9), LocalDate.of(2020, 5, 11))) {
        MeetingFilter days = new MeetingFilter(null, from, to, null, null, null);
        assertThat(minutes(days, at, 2))
            .as("seed %d: meetings as of %s from %s to %s", seed, at, from, to)
            .containsExactlyElementsOf(all.stream().filter(days::matches).toList());
      }
    }
  }

  /** By the list of meetings and by searches, everywhere, in a series, of some days. */
  private void isFound(String text, Moment.@Nullable At at) {
    SearchQuery query = SearchQuery.parse(text);
    for (SeriesId series : Arrays.asList(null, SERIES.getFirst())) {
      for (LocalDate from : Arrays.asList(null, LocalDate.of(2020, 5, 9))) {
        String what = "seed %d: %s as of %s in %s from %s".formatted(seed, text, at, series, from);
        List<StoredMinutes> minutes = minutes(filter(series, from, null), at, 100);
        assertThat(minutes(filter(series, from, query), at, 2))
            .as(what)
            .containsExactlyElementsOf(
                minutes.stream().filter(each -> !entriesThatSay(query, each).isEmpty()).toList());
        if (at == null) {
          headsAreThoseOf(filter(series, from, query), what);
          headsAreThoseOf(
              new MeetingFilter(series, from, null, Set.of(MeetingStatus.CANCELLED), null, query),
              what + ", called off");
        }
        List<Entry> entries =
            minutes.stream().flatMap(each -> entriesThatSay(query, each).stream()).toList();
        assertThat(hits(query, new SearchView.Filter(series, null, null, from, null), at))
            .as(what)
            .containsExactlyInAnyOrderElementsOf(entries);
        assertThat(hits(query, new SearchView.Filter(series, null, GRACE, from, null), at))
            .as("%s of Grace", what)
            .containsExactlyInAnyOrderElementsOf(
                entries.stream().filter(entry -> entry.content() instanceof Action).toList());
        assertThat(hits(query, new SearchView.Filter(series, NOTES, null, from, null), at))
            .as("%s in notes", what)
            .containsExactlyInAnyOrderElementsOf(
                entries.stream().filter(entry -> entry.content() instanceof Note).toList());
      }
    }
  }

  private void headsAreThoseOf(MeetingFilter filter, String what) {
    List<MeetingHead> heads = minutes(filter, null, 3).stream().map(StoredMinutes::head).toList();
    assertThat(all(2, wanted -> views.meetings().heads(filter, true, wanted)))
        .as(what)
        .isEqualTo(heads);
    assertThat(all(2, wanted -> views.meetings().heads(filter, false, wanted)))
        .as("%s without people", what)
        .extracting(MeetingHead::meeting, MeetingHead::version, MeetingHead::title)
        .containsExactlyElementsOf(
            heads.stream()
                .map(head -> tuple(head.meeting(), head.version(), head.title()))
                .toList());
  }

  /** An entry that says what is looked for. */
  private record Entry(EntryAddress address, Content content) {}

  private static MeetingFilter filter(
      @Nullable SeriesId series, @Nullable LocalDate from, @Nullable SearchQuery text) {
    return new MeetingFilter(series, from, null, null, null, text);
  }

  private static List<Entry> entriesThatSay(SearchQuery query, StoredMinutes minutes) {
    return minutes.minutes().outline().inOrder().stream()
        .filter(entry -> query.isIn(EntryText.of(entry.content())))
        .map(entry -> new Entry(new EntryAddress(minutes.meeting(), entry.id()), entry.content()))
        .toList();
  }

  private List<StoredMinutes> minutes(MeetingFilter filter, Moment.@Nullable At at, int first) {
    return all(
        first,
        wanted ->
            at == null
                ? views.meetings().meetings(filter, wanted)
                : new MinutesAsOf(views).find(filter, at, wanted));
  }

  private List<Entry> hits(SearchQuery query, SearchView.Filter filter, Moment.@Nullable At at) {
    return all(5, wanted -> views.search().search(query, filter, asOf(at), wanted)).stream()
        .map(hit -> new Entry(hit.entry().entry(), hit.entry().content()))
        .toList();
  }

  private static AsOf asOf(Moment.@Nullable At at) {
    if (at == null) {
      return AsOf.now();
    }
    return switch (at.time()) {
      case RECORDED -> new AsOf.Recorded(at.instant());
      case OCCURRED -> new AsOf.Occurred(at.instant());
    };
  }

  private static <T> List<T> all(int first, Function<Page.Wanted, Page<T>> pages) {
    List<T> all = new ArrayList<>();
    Page<T> page = pages.apply(new Page.Wanted(first, Optional.empty()));
    all.addAll(page.nodes());
    while (page.hasNext()) {
      List<Page.Edge<T>> edges = page.edges();
      String last = page.end().orElseGet(() -> edges.getLast().key());
      page = pages.apply(new Page.Wanted(first, Optional.of(last)));
      all.addAll(page.nodes());
    }
    return all;
  }

  private void record(MeetingId meeting, Event... events) {
    Instant occurred =
        random.nextInt(3) == 0
            ? Instant.parse("2020-05-04T09:00:00Z").plusSeconds(60L * random.nextInt(2 * COMMANDS))
            : null;
    Commit commit = log.appendAs(META, occurred, meeting.stream(), events);
    known(meeting).version = commit.version() + events.length - 1;
    instants.add(commit.at());
    instants.add(occurred == null ? commit.at().minusMillis(1) : occurred);
  }

  private Known known(MeetingId meeting) {
    Known known = meetings.get(meeting);
    if (known == null) {
      throw new IllegalArgumentException(meeting + " is not known");
    }
    return known;
  }

  private Event next(Known known) {
    int what = random.nextInt(16);
    if (what < 4 || known.notes.isEmpty() || known.actions.isEmpty()) {
      known.last++;
      boolean isNote = random.nextBoolean();
      (isNote ? known.notes : known.actions).add(id(known.last));
      return isNote ? note(known.last, 2, null, text()) : action(known.last, 2, null, text());
    }
    if (what < 8) {
      return new MeetingEvent.EntryReworded(one(known.notes), text(), null);
    }
    List<EntryId> some = random.nextBoolean() ? known.notes : known.actions;
    return switch (what) {
      case 8, 9 -> new MeetingEvent.ActionReworded(one(known.actions), text(), List.of(), null);
      case 10 -> new MeetingEvent.ActionBlocked(one(known.actions), text());
      case 11 -> new MeetingEvent.TitleCorrected(id(1), text(), null);
      case 12 ->
          new MeetingEvent.EntryMoved(one(some), under(2 + random.nextInt(2), null), Map.of());
      case 13 ->
          new MeetingEvent.EntryRetracted(some.remove(random.nextInt(some.size())), null, Map.of());
      case 14 ->
          new MeetingEvent.MeetingRescheduled(
              LocalDate.of(2020, 5, 4).plusDays(7L * random.nextInt(2)));
      default -> {
        known.cancelled = !known.cancelled;
        yield known.cancelled
            ? new MeetingEvent.MeetingCancelled("Storm")
            : new MeetingEvent.MeetingReinstated();
      }
    };
  }

  private String text() {
    return String.join(
        " ", random.ints(1 + random.nextInt(4), 0, WORDS.size()).mapToObj(WORDS::get).toList());
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
