package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.ReleasePlan;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.query.testing.TestMongo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pages that end before they are full, since much was looked at for them. */
@DisplayName("Pages of lists for which much is looked at")
abstract class CutPagesContract {

  private static final List<SeriesId> SERIES =
      List.of(new SeriesId("rope"), new SeriesId("rope-yard"), new SeriesId("mast"));
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 5, 4);

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

  private void write(int number, Content content) {
    MeetingId meeting =
        MeetingId.of(SERIES.get(number % 3), FIRST_DAY.plusDays(number / 3).toString());
    versions.add(
        new EntryVersion(
            meeting,
            new EntryId(1),
            new EntryVersion.Facts(
                meeting.date(), true, 1, List.of(), null, content, MadeUp.steps(content)),
            null,
            MadeUp.bound(1),
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
            new Content.ListedPackage(PackageStage.RELEASED, isWanted ? "boat-2" : "lamp-1"));

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
                new ReleasePlan(null, isWanted ? "7.5" : "3.1", null, null, FIRST_DAY, null)));

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
                    new EntryVersion.Facts(day, true, 1, List.of(), null, done, MadeUp.steps(done)),
                    null,
                    MadeUp.bound(1),
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
