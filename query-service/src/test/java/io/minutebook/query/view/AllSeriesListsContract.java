package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.query.testing.TestMongo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Lists over all series, held against a look at each version of each entry, whether what is asked
 * for is found along an index of its own or among all others.
 */
@DisplayName("Lists over all series")
abstract class AllSeriesListsContract {

  private static final List<SeriesId> SERIES =
      List.of(new SeriesId("rope"), new SeriesId("rope-yard"), new SeriesId("mast"));
  private static final int MEETINGS = 20;
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 5, 4);
  private static final Instant BEGIN = Instant.parse("2020-05-04T12:00:00Z");
  private static final List<ActionStatus> STATUSES = List.of(ActionStatus.values());

  private final long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<EntryVersion> versions = new ArrayList<>();
  private TestMongo mongo;
  private Views views;

  abstract TestMongo open();

  @BeforeEach
  void start() {
    mongo = open();
    views = mongo.views();
    views.createIndexes();
  }

  @AfterEach
  void close() {
    mongo.close();
  }

  @Test
  void are_the_same_by_whichever_index_they_are_found() {
    makeUp();
    for (AsOf asOf : moments()) {
      for (int many : List.of(0, 4, Integer.MAX_VALUE)) {
        EntriesView entries = new EntriesView(views.entryDocuments(), many);
        for (LocalDate from : Arrays.asList(null, FIRST_DAY.plusDays(3), FIRST_DAY.plusDays(90))) {
          for (LocalDate to : Arrays.asList(null, FIRST_DAY.plusDays(12))) {
            String what =
                "seed %d: as of %s, from %s to %s, %d are many"
                    .formatted(seed, asOf, from, to, many);
            attendance(entries, asOf, from, to, what);
            for (Boolean open : Arrays.asList(null, true)) {
              actions(entries, asOf, new ActionsView.Due(from, to), open, what);
              lives(entries, asOf, new ActionsView.Due(from, to), open, what);
            }
          }
        }
      }
    }
  }

  private List<AsOf> moments() {
    List<AsOf> moments = new ArrayList<>(List.of(AsOf.now()));
    for (int i = 0; i < 3; i++) {
      moments.add(new AsOf.Recorded(BEGIN.plusSeconds(random.nextInt(100))));
      moments.add(new AsOf.Occurred(BEGIN.plusSeconds(random.nextInt(100)).minusSeconds(3600)));
    }
    return moments;
  }

  private void attendance(
      EntriesView entries,
      AsOf asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String what) {
    List<String> wanted = new ArrayList<>();
    for (EntryVersion version : standing(asOf)) {
      if (version.facts().content() instanceof Content.Attendance(List<PersonLabel> people)
          && (from == null || !version.facts().date().isBefore(from))
          && (to == null || !version.facts().date().isAfter(to))) {
        people.forEach(
            each ->
                wanted.add(
                    new AttendanceView.Presence(version.meeting(), version.facts().date(), each)
                        .toString()));
      }
    }
    AttendanceView view = new AttendanceView(entries);
    AttendanceView.Filter filter = new AttendanceView.Filter(null, null, from, to);
    assertThat(all(page -> view.presences(filter, asOf, page))).as(what).isEqualTo(wanted);
  }

  private void actions(
      EntriesView entries, AsOf asOf, ActionsView.Due due, @Nullable Boolean open, String what) {
    List<String> wanted =
        items(asOf).stream()
            .filter(item -> isDue(due, item))
            .filter(item -> open == null || item.status().isOpen() == open)
            .map(ActionItem::toString)
            .toList();
    ActionsView view = new ActionsView(entries);
    ActionsView.Filter filter = new ActionsView.Filter(null, null, null, null, null, due, open);
    assertThat(all(page -> view.actions(filter, asOf, page))).as(what).isEqualTo(wanted);
  }

  private void lives(
      EntriesView entries, AsOf asOf, ActionsView.Due due, @Nullable Boolean open, String what) {
    Map<String, List<ActionItem>> byRoot =
        standing(asOf).stream()
            .filter(version -> version.facts().held())
            .flatMap(version -> item(version).stream())
            .collect(
                Collectors.groupingBy(
                    item -> EntryKeys.rootKey(item.root()), TreeMap::new, Collectors.toList()));
    List<String> wanted =
        byRoot.values().stream()
            .map(items -> ActionLife.of(items.getFirst().root(), items))
            .filter(life -> isDue(due, life.last()))
            .filter(life -> open == null || life.status().isOpen() == open)
            .map(ActionLife::toString)
            .toList();
    ActionsView view = new ActionsView(entries);
    ActionsView.LifeFilter filter = new ActionsView.LifeFilter(null, null, null, null, due, open);
    assertThat(all(page -> view.lives(filter, asOf, page))).as(what).isEqualTo(wanted);
  }

  private static boolean isDue(ActionsView.Due wanted, ActionItem item) {
    LocalDate due = item.due();
    LocalDate from = wanted.from();
    LocalDate before = wanted.before();
    return (from == null || (due != null && !due.isBefore(from)))
        && (before == null || (due != null && due.isBefore(before)));
  }

  private List<ActionItem> items(AsOf asOf) {
    return standing(asOf).stream().flatMap(version -> item(version).stream()).toList();
  }

  private static Optional<ActionItem> item(EntryVersion version) {
    return version.facts().content() instanceof Content.Action action
        ? Optional.of(ActionItem.of(version, action))
        : Optional.empty();
  }

  /** What stood then, in the order of the meetings' names and of their minutes. */
  private List<EntryVersion> standing(AsOf asOf) {
    return versions.stream()
        .filter(
            version -> {
              EntryVersion.Bound to = version.to();
              return switch (asOf) {
                case AsOf.Now _ -> to == null;
                case AsOf.Recorded(Instant then) ->
                    !version.from().recorded().isAfter(then)
                        && (to == null || to.recorded().isAfter(then));
                case AsOf.Occurred(Instant then) ->
                    !version.from().occurred().isAfter(then)
                        && (to == null || to.occurred().isAfter(then));
              };
            })
        .sorted(
            Comparator.comparing((EntryVersion version) -> version.meeting().stream())
                .thenComparingLong(version -> version.facts().place()))
        .toList();
  }

  /** What meetings of three series say on days that overlap, each entry in up to three versions. */
  private void makeUp() {
    for (SeriesId series : SERIES) {
      for (int i = 0; i < MEETINGS; i++) {
        LocalDate day = FIRST_DAY.plusDays(i);
        MeetingId meeting = MeetingId.of(series, day.toString());
        boolean held = random.nextInt(10) > 0;
        write(meeting, day, held, 1, () -> new Content.Title("Meeting " + random.nextInt(9)));
        write(meeting, day, held, 2, () -> new Content.Attendance(some("Ada", "Bo", "Cy")));
        for (int entry = 3; entry < 6; entry++) {
          Content.@Nullable CarriedOver carried = carried(series, day, entry);
          write(meeting, day, held, entry, () -> action(day, carried));
        }
      }
    }
    views.entryDocuments().insertMany(versions.stream().map(EntryVersion::toDocument).toList());
  }

  private Content.@Nullable CarriedOver carried(SeriesId series, LocalDate day, int entry) {
    if (day.equals(FIRST_DAY) || random.nextInt(3) == 0) {
      return null;
    }
    EntryId id = new EntryId(entry);
    return new Content.CarriedOver(
        new EntryAddress(MeetingId.of(series, day.minusDays(1).toString()), id),
        new EntryAddress(MeetingId.of(series, FIRST_DAY.toString()), id));
  }

  private Content action(LocalDate day, Content.@Nullable CarriedOver carried) {
    LocalDate due = random.nextInt(3) == 0 ? null : day.plusDays(random.nextInt(20) - 5L);
    ActionStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
    return new Content.Action(
        some("Ada", "Bo"), "Coil " + random.nextInt(99), List.of(), due, status, null, carried);
  }

  private List<PersonLabel> some(String... labels) {
    return Arrays.stream(labels).filter(_ -> random.nextInt(3) > 0).map(PersonLabel::new).toList();
  }

  private void write(
      MeetingId meeting, LocalDate day, boolean held, int entry, Supplier<Content> content) {
    List<Integer> seconds =
        IntStream.range(0, 2 + random.nextInt(3))
            .mapToObj(_ -> random.nextInt(100))
            .distinct()
            .sorted()
            .toList();
    for (int i = 0; i < seconds.size(); i++) {
      // some are moved to another day, and some are gone in the end
      boolean isLast = i == seconds.size() - 1;
      if (isLast && random.nextInt(4) == 0 && i > 0) {
        break;
      }
      LocalDate date = random.nextInt(6) == 0 ? day.plusDays(40) : day;
      Content said = content.get();
      EntryVersion.Bound from = bound(seconds.get(i));
      versions.add(
          new EntryVersion(
              meeting,
              new EntryId(entry),
              new EntryVersion.Facts(date, held, entry, List.of(), null, said, steps(said)),
              null,
              from,
              isLast ? null : bound(seconds.get(i + 1))));
    }
  }

  /** What happened to an action in the minutes that have it so; to anything else nothing. */
  private static List<ActionStep> steps(Content content) {
    if (!(content instanceof Content.Action action)) {
      return List.of();
    }
    ActionStep.What begin =
        action.carried() == null ? ActionStep.What.ASSIGNED : ActionStep.What.CARRIED_OVER;
    return action.status() == ActionStatus.OPEN
        ? List.of(step(begin))
        : List.of(step(begin), step(ActionStep.What.valueOf(action.status().name())));
  }

  private static ActionStep step(ActionStep.What what) {
    return new ActionStep(7, what, null, null, BEGIN, null, "ada", null);
  }

  private static EntryVersion.Bound bound(int second) {
    Instant recorded = BEGIN.plusSeconds(second);
    return new EntryVersion.Bound(second, recorded, recorded.minusSeconds(3600));
  }

  private <T> List<String> all(Function<Page.Wanted, Page<T>> pages) {
    List<String> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<T> page = pages.apply(new Page.Wanted(1 + random.nextInt(40), after));
      page.nodes().forEach(node -> all.add(node.toString()));
      after =
          page.hasNext()
              ? page.end().or(() -> Optional.of(page.edges().getLast().key()))
              : Optional.empty();
    } while (after.isPresent());
    return all;
  }

  private void write(int number, Content content) {
    MeetingId meeting =
        MeetingId.of(SERIES.get(number % 3), FIRST_DAY.plusDays(number / 3).toString());
    versions.add(
        new EntryVersion(
            meeting,
            new EntryId(1),
            new EntryVersion.Facts(
                meeting.date(), true, 1, List.of(), null, content, steps(content)),
            null,
            bound(1),
            null));
  }

  /** One in so many is what is looked for. */
  private static final int ONE_IN = 900;

  private void manyOf(int count, Function<Boolean, Content> content) {
    for (int i = 0; i < count; i++) {
      write(i, content.apply(i % ONE_IN == ONE_IN - 1));
    }
    views.entryDocuments().insertMany(versions.stream().map(EntryVersion::toDocument).toList());
  }

  /** Walks through all pages, of ten. */
  private static <T> Walk walk(Function<Page.Wanted, Page<T>> pages) {
    int number = 0;
    List<String> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<T> page = pages.apply(new Page.Wanted(10, after));
      number++;
      page.nodes().forEach(node -> found.add(node.toString()));
      after =
          page.hasNext()
              ? page.end().or(() -> Optional.of(page.edges().getLast().key()))
              : Optional.empty();
    } while (after.isPresent());
    return new Walk(number, found);
  }

  private record Walk(int pages, List<String> found) {}

  @Test
  void a_page_of_decisions_that_has_looked_at_many_says_where_to_go_on() {
    manyOf(3_600, isWanted -> new Content.Decision(isWanted ? "Sell the boat" : "Keep it", null));

    DecisionsView view = new DecisionsView(new EntriesView(views.entryDocuments()));
    Walk walk =
        walk(
            page ->
                view.decisions(
                    new DecisionsView.Filter(null, null, "boat", null), AsOf.now(), page));
    assertThat(walk.found()).hasSize(4).doesNotHaveDuplicates().allMatch(t -> t.contains("boat"));
    assertThat(walk.pages()).isBetween(8, 20);
  }

  @Test
  void a_page_of_packages_that_has_looked_at_many_says_where_to_go_on() {
    manyOf(
        5_400,
        isWanted ->
            new Content.ListedPackage(
                PackageStage.RELEASED, isWanted ? "boat-2" : "lamp-" + random.nextInt(9)));

    PackagesView view = new PackagesView(new EntriesView(views.entryDocuments()));
    Walk walk =
        walk(
            page ->
                view.packages(new PackagesView.Filter(null, null, null, "BOAT"), AsOf.now(), page));
    assertThat(walk.found()).hasSize(6).doesNotHaveDuplicates().allMatch(t -> t.contains("boat"));
    assertThat(walk.pages()).isBetween(8, 20);
  }

  @Test
  void a_page_of_releases_that_has_looked_at_many_says_where_to_go_on() {
    manyOf(
        2_700,
        isWanted ->
            new Content.Release(
                new ReleasePlan(
                    null,
                    isWanted ? "7.5" : "3." + random.nextInt(9),
                    null,
                    null,
                    FIRST_DAY,
                    null)));

    ReleasesView view = new ReleasesView(new EntriesView(views.entryDocuments()));
    Walk walk = walk(page -> view.releases(null, "7.5", AsOf.now(), page));
    assertThat(walk.found()).isNotEmpty().doesNotHaveDuplicates().allMatch(t -> t.contains("7.5"));
    List<String> series =
        versions.stream()
            .filter(version -> Objects.toString(version.facts().content()).contains("7.5"))
            .map(version -> version.meeting().series().slug())
            .distinct()
            .toList();
    assertThat(walk.found()).hasSize(series.size());
    assertThat(walk.pages()).isBetween(2, 4);
  }

  @Test
  void a_page_of_lives_that_has_looked_at_many_says_where_to_go_on() {
    manyOf(
        2_700,
        isWanted ->
            new Content.Action(
                List.of(),
                "Coil",
                List.of(),
                null,
                isWanted ? ActionStatus.BLOCKED : ActionStatus.OPEN,
                null,
                null));

    ActionsView view = new ActionsView(new EntriesView(views.entryDocuments()));
    ActionsView.LifeFilter blocked =
        new ActionsView.LifeFilter(
            null, null, ActionStatus.BLOCKED, null, ActionsView.Due.WHENEVER, null);
    Walk walk = walk(page -> view.lives(blocked, AsOf.now(), page));
    assertThat(walk.found()).hasSize(3).doesNotHaveDuplicates();
    assertThat(walk.pages()).isBetween(2, 6);
  }

  @Test
  void a_page_that_has_looked_at_many_lives_for_one_that_is_open_says_where_to_go_on() {
    manyOf(
        4_500,
        isWanted ->
            new Content.Action(List.of(), "Coil", List.of(), null, ActionStatus.OPEN, null, null));
    // of each action there is a later item that is done, but of few
    List<Document> later = new ArrayList<>();
    List<EntryVersion> first = List.copyOf(versions);
    for (int i = 0; i < first.size(); i++) {
      if (i % ONE_IN != ONE_IN - 1) {
        EntryVersion open = first.get(i);
        Content done =
            new Content.Action(
                List.of(),
                "Coil",
                List.of(),
                null,
                ActionStatus.COMPLETED,
                null,
                new Content.CarriedOver(open.address(), open.address()));
        LocalDate day = open.facts().date().plusYears(20);
        later.add(
            new EntryVersion(
                    MeetingId.of(open.meeting().series(), day.toString()),
                    new EntryId(1),
                    new EntryVersion.Facts(day, true, 1, List.of(), null, done, steps(done)),
                    null,
                    bound(1),
                    null)
                .toDocument());
      }
    }
    views.entryDocuments().insertMany(later);

    ActionsView view = new ActionsView(new EntriesView(views.entryDocuments()));
    ActionsView.LifeFilter open =
        new ActionsView.LifeFilter(null, null, null, null, ActionsView.Due.WHENEVER, true);
    Walk walk = walk(page -> view.lives(open, AsOf.now(), page));
    assertThat(walk.found()).hasSize(5).doesNotHaveDuplicates();
    assertThat(walk.pages()).isBetween(2, 6);
  }

  @Test
  void packages_of_a_series_and_of_a_meeting_come_in_full_pages_however_many_are_before_them() {
    manyOf(
        3_600,
        isWanted ->
            new Content.ListedPackage(PackageStage.RELEASED, isWanted ? "boat-2" : "lamp-1"));
    MeetingId last = versions.getLast().meeting();

    PackagesView view = new PackagesView(new EntriesView(views.entryDocuments()));
    Page.Wanted ten = new Page.Wanted(10, Optional.empty());
    assertThat(
            view.packages(new PackagesView.Filter(null, null, last, null), AsOf.now(), ten).nodes())
        .hasSize(1);
    Page<PackageStanding> boats =
        view.packages(new PackagesView.Filter(last.series(), null, null, "boat"), AsOf.now(), ten);
    assertThat(boats.hasNext()).isFalse();
    assertThat(boats.nodes()).hasSize(4);
  }

  @Test
  void a_large_page_is_full_where_all_are_wanted() {
    manyOf(900, isWanted -> new Content.Decision("Keep it", null));

    DecisionsView view = new DecisionsView(new EntriesView(views.entryDocuments()));
    assertThat(
            view.decisions(
                    new DecisionsView.Filter(null, null, null, true),
                    AsOf.now(),
                    new Page.Wanted(800, Optional.empty()))
                .nodes())
        .hasSize(800);
  }
}
