package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final Ticket TICKET = new Ticket("ROPE-1");

  /** In one of the series also known as Bo. */
  private static final People.Who ADA =
      new People(Map.of(SERIES.getFirst(), Map.of("Bo", "Ada"))).who(new PersonLabel("Ada"));

  private static final ActionsView.Due LATER = new ActionsView.Due(FIRST_DAY.plusDays(9), null);
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

  @Test
  void of_somebody_or_of_a_ticket_are_the_same_by_whichever_index_they_are_found() {
    makeUp();
    for (AsOf asOf : moments()) {
      for (int many : List.of(0, 4, Integer.MAX_VALUE)) {
        EntriesView entries = new EntriesView(views.entryDocuments(), many);
        String what = "seed %d: as of %s, %d are many".formatted(seed, asOf, many);
        for (ActionStatus status : Arrays.asList(null, ActionStatus.OPEN, ActionStatus.BLOCKED)) {
          for (ActionsView.Due due : List.of(ActionsView.Due.WHENEVER, LATER)) {
            actionsOf(entries, asOf, ADA, null, status, due, what);
            actionsOf(entries, asOf, null, TICKET, status, due, what);
            actionsOf(entries, asOf, ADA, TICKET, status, due, what);
            actionsOf(entries, asOf, null, null, status, due, what);
          }
          livesOf(entries, asOf, ADA, null, status, what);
          livesOf(entries, asOf, null, TICKET, status, what);
          livesOf(entries, asOf, null, null, status, what);
        }
        attendanceOf(entries, asOf, null, null, what);
        attendanceOf(entries, asOf, FIRST_DAY.plusDays(3), FIRST_DAY.plusDays(12), what);
        decisions(entries, asOf, what);
        ticket(entries, asOf, null, what);
        ticket(entries, asOf, SERIES.getLast(), what);
      }
    }
  }

  private void actionsOf(
      EntriesView entries,
      AsOf asOf,
      People.@Nullable Who owner,
      @Nullable Ticket ticket,
      @Nullable ActionStatus status,
      ActionsView.Due due,
      String what) {
    List<String> wanted =
        items(asOf).stream()
            .filter(item -> isOf(owner, ticket, status, item) && isDue(due, item))
            .map(ActionItem::toString)
            .toList();
    ActionsView.Filter filter =
        new ActionsView.Filter(null, owner, status, ticket, null, due, null);
    ActionsView view = new ActionsView(entries);
    assertThat(all(page -> view.actions(filter, asOf, page))).as(what).isEqualTo(wanted);
  }

  private void livesOf(
      EntriesView entries,
      AsOf asOf,
      People.@Nullable Who owner,
      @Nullable Ticket ticket,
      @Nullable ActionStatus status,
      String what) {
    List<String> wanted =
        lives(asOf)
            .filter(life -> isOf(owner, ticket, null, life.last()))
            .filter(life -> status == null || life.status() == status)
            .map(ActionLife::toString)
            .toList();
    ActionsView.LifeFilter filter =
        new ActionsView.LifeFilter(null, owner, status, ticket, ActionsView.Due.WHENEVER, null);
    ActionsView view = new ActionsView(entries);
    assertThat(all(page -> view.lives(filter, asOf, page))).as(what).isEqualTo(wanted);
  }

  private static boolean isOf(
      People.@Nullable Who owner,
      @Nullable Ticket ticket,
      @Nullable ActionStatus status,
      ActionItem item) {
    return (owner == null || item.owners().stream().anyMatch(owner.in(item.meeting().series())))
        && (ticket == null || item.tickets().contains(ticket.key()))
        && (status == null || item.status() == status);
  }

  private void attendanceOf(
      EntriesView entries,
      AsOf asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String what) {
    List<String> wanted =
        presences(asOf, from, to)
            .filter(presence -> ADA.in(presence.meeting().series()).test(presence.person()))
            .map(AttendanceView.Presence::toString)
            .toList();
    AttendanceView view = new AttendanceView(entries);
    AttendanceView.Filter filter = new AttendanceView.Filter(null, ADA, from, to);
    assertThat(all(page -> view.presences(filter, asOf, page))).as(what).isEqualTo(wanted);
  }

  private void decisions(EntriesView entries, AsOf asOf, String what) {
    List<String> wanted =
        standing(asOf).stream()
            .filter(version -> version.facts().held())
            .filter(version -> version.facts().content() instanceof Content.Decision)
            .map(version -> version.address().toString())
            .toList();
    DecisionsView view = new DecisionsView(entries);
    DecisionsView.Filter filter = new DecisionsView.Filter(null, null, null, null);
    assertThat(all(page -> view.decisions(filter, asOf, page).map(d -> d.item().address())))
        .as(what)
        .isEqualTo(wanted);
  }

  private void ticket(EntriesView entries, AsOf asOf, @Nullable SeriesId series, String what) {
    List<Mention> wanted =
        standing(asOf).stream()
            .filter(version -> version.facts().held())
            .filter(version -> series == null || version.meeting().series().equals(series))
            .filter(
                version -> item(version).stream().anyMatch(i -> i.tickets().contains(TICKET.key())))
            .map(Mention::of)
            .toList();
    Comparator<Mention> byDay =
        Comparator.comparing(Mention::date)
            .thenComparing(mention -> mention.entry().meeting().stream())
            .thenComparing(mention -> mention.entry().entry().value());
    TicketTrail trail = new TicketTrail(entries, TICKET, series, asOf);
    assertThat(all(trail::mentions))
        .as(what)
        .isEqualTo(wanted.stream().map(Mention::toString).toList());
    assertThat(trail.first()).as(what).isEqualTo(wanted.stream().min(byDay));
    assertThat(trail.last()).as(what).isEqualTo(wanted.stream().max(byDay));
  }

  private List<AsOf> moments() {
    List<AsOf> moments = new ArrayList<>(List.of(AsOf.now()));
    for (int i = 0; i < 3; i++) {
      moments.add(new AsOf.Recorded(MadeUp.BEGIN.plusSeconds(random.nextInt(100))));
      moments.add(
          new AsOf.Occurred(MadeUp.BEGIN.plusSeconds(random.nextInt(100)).minusSeconds(3600)));
    }
    return moments;
  }

  private void attendance(
      EntriesView entries,
      AsOf asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String what) {
    List<String> wanted = presences(asOf, from, to).map(AttendanceView.Presence::toString).toList();
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
    List<String> wanted =
        lives(asOf)
            .filter(life -> isDue(due, life.last()))
            .filter(life -> open == null || life.status().isOpen() == open)
            .map(ActionLife::toString)
            .toList();
    ActionsView view = new ActionsView(entries);
    ActionsView.LifeFilter filter = new ActionsView.LifeFilter(null, null, null, null, due, open);
    assertThat(all(page -> view.lives(filter, asOf, page))).as(what).isEqualTo(wanted);
  }

  private Stream<ActionLife> lives(AsOf asOf) {
    Map<String, List<ActionItem>> byRoot =
        standing(asOf).stream()
            .filter(version -> version.facts().held())
            .flatMap(version -> item(version).stream())
            .collect(
                Collectors.groupingBy(
                    item -> EntryKeys.rootKey(item.root()), TreeMap::new, Collectors.toList()));
    return byRoot.values().stream().map(items -> ActionLife.of(items.getFirst().root(), items));
  }

  private Stream<AttendanceView.Presence> presences(
      AsOf asOf, @Nullable LocalDate from, @Nullable LocalDate to) {
    return standing(asOf).stream()
        .filter(version -> from == null || !version.facts().date().isBefore(from))
        .filter(version -> to == null || !version.facts().date().isAfter(to))
        .flatMap(
            version ->
                version.facts().content() instanceof Content.Attendance(List<PersonLabel> people)
                    ? people.stream()
                        .map(
                            each ->
                                new AttendanceView.Presence(
                                    version.meeting(), version.facts().date(), each))
                    : Stream.of());
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

  /**
   * A meeting that is made up.
   *
   * @param begun the second in which its minutes began
   * @param moved the second in which it was moved to another day, if they had begun by then
   */
  private record Meeting(MeetingId id, LocalDate day, boolean held, int begun, int moved) {

    LocalDate dayAt(int second) {
      return second < moved ? day : day.plusDays(40);
    }
  }

  /** What meetings of three series say on days that overlap, each entry in some versions. */
  private void makeUp() {
    for (SeriesId series : SERIES) {
      for (int i = 0; i < MEETINGS; i++) {
        LocalDate day = FIRST_DAY.plusDays(i);
        Meeting meeting =
            new Meeting(
                MeetingId.of(series, day.toString()),
                day,
                random.nextInt(10) > 0,
                random.nextInt(60),
                random.nextInt(6) == 0 ? random.nextInt(100) : Integer.MAX_VALUE);
        write(meeting, 1, () -> new Content.Title("Meeting " + random.nextInt(9)));
        write(meeting, 2, () -> new Content.Attendance(some("Ada", "Bo", "Cy")));
        for (int entry = 3; entry < 6; entry++) {
          Content.@Nullable CarriedOver carried = carried(series, day, entry);
          write(meeting, entry, () -> action(day, carried));
        }
        write(meeting, 6, () -> new Content.Decision("Keep " + random.nextInt(9), null));
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
        some("Ada", "Bo"), "Coil " + random.nextInt(99), someTickets(), due, status, null, carried);
  }

  private List<Ticket> someTickets() {
    return Stream.of(TICKET, new Ticket("ROPE-2")).filter(_ -> random.nextInt(3) == 0).toList();
  }

  private List<PersonLabel> some(String... labels) {
    return Arrays.stream(labels).filter(_ -> random.nextInt(3) > 0).map(PersonLabel::new).toList();
  }

  /** A title is there from the beginning to the end; all else may come later, and be gone. */
  private void write(Meeting meeting, int entry, Supplier<Content> content) {
    boolean isTitle = entry == 1;
    // in some minutes at the same place as in others, in some not
    long place = 10L * entry + random.nextInt(3);
    int begun = meeting.begun();
    int first = isTitle ? begun : begun + random.nextInt(100 - begun);
    SortedSet<Integer> seconds = new TreeSet<>(Set.of(first));
    for (int i = random.nextInt(3); i > 0; i--) {
      seconds.add(first + random.nextInt(100 - first));
    }
    if (meeting.moved() < Integer.MAX_VALUE && meeting.moved() > first) {
      seconds.add(meeting.moved());
    }
    boolean isGone = !isTitle && seconds.size() > 1 && random.nextInt(4) == 0;
    while (!seconds.isEmpty() && !(isGone && seconds.size() == 1)) {
      int from = seconds.removeFirst();
      Content said = content.get();
      versions.add(
          new EntryVersion(
              meeting.id(),
              new EntryId(entry),
              new EntryVersion.Facts(
                  meeting.dayAt(from),
                  meeting.held(),
                  place,
                  List.of(),
                  null,
                  said,
                  MadeUp.steps(said)),
              null,
              MadeUp.bound(from),
              seconds.isEmpty() ? null : MadeUp.bound(seconds.getFirst())));
    }
  }

  private <T> List<String> all(Function<Page.Wanted, Page<T>> pages) {
    List<String> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<T> page =
          pages.apply(new Page.Wanted(1 + random.nextInt(random.nextBoolean() ? 5 : 40), after));
      page.nodes().forEach(node -> all.add(node.toString()));
      after =
          page.hasNext()
              ? page.end().or(() -> Optional.of(page.edges().getLast().key()))
              : Optional.empty();
    } while (after.isPresent());
    return all;
  }
}
