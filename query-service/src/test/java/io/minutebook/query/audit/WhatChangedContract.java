package io.minutebook.query.audit;

import static io.minutebook.query.testing.Sample.id;
import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.person;
import static io.minutebook.query.testing.Sample.queue;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static io.minutebook.query.testing.Sample.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.ReleasePlan;
import io.minutebook.log.Commit;
import io.minutebook.log.Meta;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Series;
import io.minutebook.query.audit.SeriesChanges.Kind;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.ActionLife;
import io.minutebook.query.view.ActionsView;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.PersonSummary;
import io.minutebook.query.view.TimeKind;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What changed over a series, found by what its minutes touched, and from all of its minutes. */
@DisplayName("What changed over a series")
abstract class WhatChangedContract {

  private static final int COMMANDS = Integer.getInteger("minutebook.test.changes", 150);
  private static final List<String> DAYS =
      List.of("2020-05-04", "2020-05-11", "2020-05-11-2", "2020-05-11-10", "2020-05-18");
  private static final Meta META = new Meta("ada", null, "Test", null, null, null, Map.of());

  private final long seed = Long.getLong("minutebook.test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<MeetingId, Known> meetings = new HashMap<>();
  private final List<EntryAddress> roots = new ArrayList<>();
  private final List<EntryAddress> decisions = new ArrayList<>();
  private final List<Instant> instants = new ArrayList<>();

  private TestMongo mongo;
  private TestLog log;
  private Views views;
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
    projection =
        new Projection(
            new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic),
            views,
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    projection.stop();
    log.close();
    mongo.close();
  }

  /** What a meeting has by now. */
  private static final class Known {
    private final List<EntryId> actions = new ArrayList<>();
    private final List<EntryId> packages = new ArrayList<>();
    private final List<EntryId> releases = new ArrayList<>();
    private final List<EntryId> others = new ArrayList<>();
    private int last = 3;
    private boolean cancelled;
    private long version;
  }

  @Test
  void is_the_same_whether_all_minutes_are_read_or_what_they_touched() {
    for (String day : DAYS) {
      Known known = new Known();
      meetings.put(meeting(day), known);
      record(
          meeting(day),
          scheduled(day),
          section(2, 1, "Crew"),
          new MeetingEvent.TableAdded(id(3), under(2, null), List.of("Version", "Release"), null));
    }
    for (int i = 0; i < COMMANDS; i++) {
      MeetingId meeting = meeting(one(DAYS));
      record(meeting, next(meeting, known(meeting)));
    }
    untilAllIsSeen();

    WhatChanged whatChanged = new WhatChanged(views);
    WholeSeries wholeSeries = new WholeSeries(views);
    for (int i = 0; i < COMMANDS; i++) {
      TimeKind time = one(List.of(TimeKind.values()));
      Moment.At since = new Moment.At(time, one(instants));
      Moment.At until = random.nextInt(3) == 0 ? null : new Moment.At(time, one(instants));
      SeriesChanges whole = wholeSeries.between(Sample.SERIES, since, until);
      SeriesChanges all =
          whatChanged.between(Sample.SERIES, since, until, EnumSet.allOf(Kind.class));
      assertThat(comparable(all))
          .as("seed %d: since %s until %s", seed, since, until)
          .isEqualTo(comparable(whole));
      Kind kind = one(List.of(Kind.values()));
      SeriesChanges some = whatChanged.between(Sample.SERIES, since, until, EnumSet.of(kind));
      assertThat(of(some, kind))
          .as("seed %d: %s since %s until %s", seed, kind, since, until)
          .isEqualTo(of(all, kind));
      countsLivesAsTheyAre(AsOf.now());
      countsLivesAsTheyAre(new AsOf.Recorded(since.instant()));
    }
    pagesLivesOfPeopleAsTheyAre(AsOf.now());
    pagesLivesOfPeopleAsTheyAre(new AsOf.Recorded(one(instants)));
  }

  @Test
  void an_action_completed_at_the_second_meeting_of_a_day_is_open_again_at_the_tenth() {
    MeetingId second = meeting("2020-05-11-2");
    MeetingId tenth = meeting("2020-05-11-10");
    EntryAddress root = new EntryAddress(second, id(4));
    for (String day : List.of("2020-05-11-2", "2020-05-11-10")) {
      meetings.put(meeting(day), new Known());
      record(
          meeting(day),
          scheduled(day),
          section(2, 1, "Crew"),
          new MeetingEvent.TableAdded(id(3), under(2, null), List.of("Version", "Release"), null));
    }
    record(second, assigned(id(4)), new MeetingEvent.ActionCompleted(id(4), null));
    record(tenth, carried(id(4), root));
    untilAllIsSeen();

    assertThat(lives(true, AsOf.now(), new Page.Wanted(10, Optional.empty())))
        .singleElement()
        .satisfies(life -> assertThat(life.last().meeting()).isEqualTo(tenth));
    countsLivesAsTheyAre(AsOf.now());
  }

  private void untilAllIsSeen() {
    projection.start();
    meetings.forEach(
        (meeting, known) ->
            await()
                .atMost(Duration.ofSeconds(30))
                .until(
                    () -> views.minutes().versionOf(meeting.stream()).orElse(-1) == known.version));
  }

  /** Lives that are open, and those that people have, are found without reading them all. */
  private void countsLivesAsTheyAre(AsOf asOf) {
    Page.Wanted wanted = new Page.Wanted(1000, Optional.empty());
    List<ActionLife> all = lives(null, asOf, wanted);
    assertThat(lives(true, asOf, wanted))
        .as("seed %d: %s", seed, asOf)
        .isEqualTo(all.stream().filter(life -> life.status().isOpen()).toList());
    List<PersonSummary> people =
        views.people().people(Sample.SERIES, Series.NONE, null, null, asOf, wanted).nodes();
    assertThat(people.stream().mapToInt(PersonSummary::open).sum())
        .as("seed %d: %s", seed, asOf)
        .isEqualTo(owned(all, life -> life.status().isOpen()));
    assertThat(people.stream().mapToInt(PersonSummary::done).sum())
        .as("seed %d: %s", seed, asOf)
        .isEqualTo(owned(all, life -> life.status() == ActionStatus.COMPLETED));
  }

  /**
   * Of lives that somebody once had many are others' by now, so that a page takes several looks.
   */
  private void pagesLivesOfPeopleAsTheyAre(AsOf asOf) {
    List<ActionLife> all = lives(null, asOf, new Page.Wanted(1000, Optional.empty()));
    for (PersonLabel owner : List.of(person("Grace"), person("Bo"))) {
      for (Boolean open : Arrays.asList(null, true, false)) {
        for (int size = 1; size <= 4; size++) {
          assertThat(livesInPages(owner, open, asOf, size))
              .as("seed %d: of %s, open %s, pages of %d, %s", seed, owner, open, size, asOf)
              .isEqualTo(
                  all.stream()
                      .filter(life -> life.last().owners().contains(owner))
                      .filter(life -> open == null || life.status().isOpen() == open)
                      .toList());
        }
      }
    }
  }

  private List<ActionLife> livesInPages(
      PersonLabel owner, @Nullable Boolean open, AsOf asOf, int size) {
    ActionsView.LifeFilter filter =
        new ActionsView.LifeFilter(
            Sample.SERIES,
            views.series().who(owner, Sample.SERIES),
            null,
            null,
            ActionsView.Due.WHENEVER,
            open);
    List<ActionLife> lives = new ArrayList<>();
    Page<ActionLife> page =
        views.actions().lives(filter, asOf, new Page.Wanted(size, Optional.empty()));
    lives.addAll(page.nodes());
    while (page.hasNext()) {
      String last = page.edges().getLast().key();
      page = views.actions().lives(filter, asOf, new Page.Wanted(size, Optional.of(last)));
      lives.addAll(page.nodes());
    }
    return lives;
  }

  private List<ActionLife> lives(@Nullable Boolean open, AsOf asOf, Page.Wanted wanted) {
    return views
        .actions()
        .lives(
            new ActionsView.LifeFilter(
                Sample.SERIES, null, null, null, ActionsView.Due.WHENEVER, open),
            asOf,
            wanted)
        .nodes();
  }

  private static int owned(List<ActionLife> lives, Predicate<ActionLife> counted) {
    return lives.stream().filter(counted).mapToInt(life -> life.last().owners().size()).sum();
  }

  private static Object of(SeriesChanges changes, Kind kind) {
    SeriesChanges.ActionChanges actions = changes.actions();
    return switch (kind) {
      case ACTIONS ->
          List.of(
              actions.assigned(),
              actions.completed(),
              actions.dropped(),
              actions.reopened(),
              actions.gone());
      case STILL_OPEN -> actions.stillOpen();
      case DECISIONS -> List.of(changes.decided(), changes.superseded());
      case PACKAGES -> changes.packages();
      case RELEASES -> changes.releases();
      case COUNTS -> changes.counts();
    };
  }

  private void record(MeetingId meeting, Event... events) {
    // some things are only written down a few days after they happened
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

  private Event next(MeetingId meeting, Known known) {
    EntryId entry = id(known.last + 1);
    EntryAddress address = new EntryAddress(meeting, entry);
    int what = random.nextInt(16);
    if (what < 8) {
      known.last++;
    }
    String name = "fog-" + random.nextInt(3);
    String spelled = random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT) + " ";
    return switch (what) {
      case 0, 1 -> {
        known.actions.add(entry);
        EntryAddress root = roots.isEmpty() || random.nextBoolean() ? null : one(roots);
        roots.add(address);
        yield root == null ? assigned(entry) : carried(entry, root);
      }
      case 2 -> {
        known.others.add(entry);
        EntryAddress earlier = decisions.isEmpty() ? null : one(decisions);
        decisions.add(address);
        yield earlier == null || random.nextBoolean()
            ? new MeetingEvent.DecisionRecorded(entry, under(2, 3), Form.BULLET, "No " + name, null)
            : new MeetingEvent.DecisionSuperseded(
                entry, under(2, 3), Form.BULLET, "A " + name, earlier, null);
      }
      case 3, 4 -> {
        known.others.add(entry);
        yield queue(entry.number(), 2, 3, spelled.strip(), random.nextInt(3), null);
      }
      case 5, 6 -> {
        known.packages.add(entry);
        yield new MeetingEvent.PackageListed(
            entry, under(2, 3), Form.BULLET, one(List.of(PackageStage.values())), spelled, null);
      }
      case 7 -> {
        known.releases.add(entry);
        yield new MeetingEvent.ReleaseScheduled(entry, under(3, null), plan(), null);
      }
      case 8, 9, 10 -> known.actions.isEmpty() ? coordinates() : turned(one(known.actions));
      case 11 ->
          known.releases.isEmpty()
              ? coordinates()
              : new MeetingEvent.ReleaseRescheduled(one(known.releases), plan(), null);
      case 12, 13 -> {
        List<EntryId> any =
            one(List.of(known.actions, known.packages, known.releases, known.others));
        yield any.isEmpty()
            ? coordinates()
            : new MeetingEvent.EntryRetracted(
                any.remove(random.nextInt(any.size())), null, Map.of());
      }
      case 14 ->
          new MeetingEvent.MeetingRescheduled(
              LocalDate.of(2020, 5, 4).plusDays(random.nextInt(14)));
      default -> {
        known.cancelled = !known.cancelled;
        yield known.cancelled
            ? new MeetingEvent.MeetingCancelled("Storm")
            : new MeetingEvent.MeetingReinstated();
      }
    };
  }

  private Event coordinates() {
    return new MeetingEvent.TitleCorrected(id(1), "Crew " + random.nextInt(9), null);
  }

  private static Event assigned(EntryId entry) {
    return Sample.action(entry.number(), 2, 3, "Oil the stairs");
  }

  private static Event carried(EntryId entry, EntryAddress root) {
    return new MeetingEvent.ActionCarriedOver(
        entry,
        under(2, 3),
        Form.BULLET,
        root,
        root,
        List.of(person("Bo")),
        "Oil them",
        List.of(),
        null,
        null);
  }

  private Event turned(EntryId action) {
    return switch (random.nextInt(4)) {
      case 0 -> new MeetingEvent.ActionCompleted(action, null);
      case 1 -> new MeetingEvent.ActionDropped(action, "Fog");
      case 2 -> new MeetingEvent.ActionReopened(action, null);
      default -> new MeetingEvent.ActionBlocked(action, "Storm");
    };
  }

  private ReleasePlan plan() {
    return new ReleasePlan(
        null,
        "1." + random.nextInt(2),
        null,
        null,
        LocalDate.of(2020, 6, 1 + random.nextInt(3)),
        null);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** All of it as a text; the headings above an action are not told of minutes read as a whole. */
  private static String comparable(SeriesChanges changes) {
    StringBuilder text = new StringBuilder();
    changes
        .meetings()
        .forEach(
            change ->
                text.append(change.what().stream().sorted().toList())
                    .append(change.after().stream())
                    .append(change.before() == null ? null : change.before().version())
                    .append(change.after().version())
                    .append('\n'));
    SeriesChanges.ActionChanges actions = changes.actions();
    for (List<ActionLife> lives :
        List.of(
            actions.assigned(),
            actions.completed(),
            actions.dropped(),
            actions.reopened(),
            actions.stillOpen(),
            actions.gone())) {
      lives.forEach(life -> text.append(life(life)));
      text.append('\n');
    }
    return text.append(changes.decided())
        .append(changes.superseded())
        .append(changes.packages())
        .append(changes.releases())
        .append(changes.counts())
        .toString();
  }

  private static String life(ActionLife life) {
    return "%s %s %s %s %d %s %s#%s; "
        .formatted(
            life.root(),
            life.since(),
            life.status(),
            life.remark(),
            life.carriedOver(),
            life.steps(),
            life.last().meeting(),
            life.last().entry());
  }
}
