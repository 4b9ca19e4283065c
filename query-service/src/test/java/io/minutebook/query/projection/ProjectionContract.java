package io.minutebook.query.projection;

import static io.minutebook.query.testing.Sample.action;
import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.queue;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.log.Commit;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Progress;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.ActionsView;
import io.minutebook.query.view.AsOf;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.LogPlace;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.Views;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the projection promises, on a real broker and whatever speaks MongoDB's protocol. */
@DisplayName("The projection")
abstract class ProjectionContract {

  private static final Page.Wanted ALL = new Page.Wanted(1000, Optional.empty());

  private TestMongo mongo;
  private TestBroker broker;
  TestLog log;
  Views views;
  private String topic;
  private @Nullable Projection projection;

  abstract TestMongo open();

  @BeforeEach
  void open_a_log_and_a_database() {
    mongo = open();
    broker = TestBroker.shared();
    topic = broker.newTopic(2);
    log = new TestLog(broker, topic, mongo);
    views = mongo.views();
    views.createIndexes();
  }

  @AfterEach
  void close() {
    stop();
    log.close();
    mongo.close();
  }

  private void start() {
    projection =
        new Projection(
            new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic),
            views,
            Clock.systemUTC());
    projection.start();
  }

  private void stop() {
    if (projection != null) {
      projection.stop();
      projection = null;
    }
  }

  private ProjectionStatus status() {
    return Objects.requireNonNull(projection).status();
  }

  static String stream(String day) {
    return meeting(day).stream();
  }

  private void awaitVersion(String day, long version) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(views.minutes().versionOf(stream(day)))
                    .isEqualTo(OptionalLong.of(version)));
  }

  private void awaitParked(String day) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(views.parked().all()).extracting(Parked::stream).contains(stream(day)));
  }

  private List<Change> history(String day) {
    return views.history().changes(stream(day), Long.MAX_VALUE, null, ALL).nodes();
  }

  /** What an audit finds that folds the store and the log afresh and compares every document. */
  private List<Finding> findings() {
    try (Audit audit =
        Audit.open(
            new Audit.Source(mongo.uri(), mongo.name(), broker.bootstrapServers(), topic),
            Duration.ofSeconds(20))) {
      return audit.verify(Progress.NONE).findings();
    }
  }

  private List<String> actionsOf(MeetingId meeting) {
    return views
        .actions()
        .actions(
            new ActionsView.Filter(null, null, null, null, meeting, ActionsView.Due.WHENEVER, null),
            AsOf.now(),
            ALL)
        .nodes()
        .stream()
        .map(item -> item.text())
        .toList();
  }

  @Test
  void folds_each_commit_into_every_view() {
    log.append(Sample.SERIES.stream(), Sample.series());
    for (Event[] events : Sample.full("2020-05-04")) {
      log.append(stream("2020-05-04"), events);
    }
    start();

    awaitVersion("2020-05-04", 18);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(views.series().find(Sample.SERIES))
                    .hasValueSatisfying(
                        found -> assertThat(found.series().name()).isEqualTo("Lamp room")));
    assertThat(views.minutes().find(meeting("2020-05-04")).orElseThrow().minutes())
        .isEqualTo(folded(Sample.full("2020-05-04")));
    assertThat(actionsOf(meeting("2020-05-04"))).containsExactly("Oil the stairs (LAMP-42)");
    assertThat(history("2020-05-04"))
        .extracting(Change::version)
        .containsExactly(
            0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L);
    assertThat(entries(new Document("counter", new Document("$exists", true)))).hasSize(3);
    assertThat(entries(new Document()))
        .hasSize(22)
        .allSatisfy(entry -> assertThat(entry.getLong("until")).isEqualTo(Long.MAX_VALUE));
  }

  private List<Document> entries(Document filter) {
    return views.entryDocuments().find(filter).into(new ArrayList<>());
  }

  private static Minutes folded(List<Event[]> commits) {
    List<MeetingEvent> events = new ArrayList<>();
    for (Event[] commit : commits) {
      for (Event event : commit) {
        events.add((MeetingEvent) event);
      }
    }
    return Minutes.fold(events);
  }

  @Test
  void tells_what_an_event_changed_from_what_to_what() {
    log.append(
        stream("2020-05-04"),
        scheduled("2020-05-04"),
        section(2, 1, "Crew"),
        note(3, 2, null, "The stairs creak"),
        action(4, 2, 3, "Oil the stairs"));
    log.append(
        stream("2020-05-04"),
        new MeetingEvent.EntryReworded(Sample.id(3), "The stairs creak badly", null),
        new MeetingEvent.ActionCompleted(Sample.id(4), "twice"),
        new MeetingEvent.SectionRemoved(Sample.id(2), java.util.Map.of()));
    start();

    awaitVersion("2020-05-04", 6);
    List<Change> history = history("2020-05-04");
    assertThat(history.get(4).before()).isEqualTo("The stairs creak");
    assertThat(history.get(4).after()).isEqualTo("The stairs creak badly");
    assertThat(history.get(5).after())
        .isEqualTo("Grace: Oil the stairs (due 2020-06-01) [completed: twice]");
    assertThat(history.get(5).reason()).isEqualTo("twice");
    assertThat(history.get(6).entries()).containsExactly("e2", "e3", "e4");
    assertThat(history.get(6).before()).startsWith("Crew\nThe stairs creak badly\n");
    assertThat(history.get(6).after()).isNull();
    assertThat(
            views
                .history()
                .changes(stream("2020-05-04"), Long.MAX_VALUE, Sample.id(3), ALL)
                .nodes())
        .extracting(Change::version)
        .containsExactly(2L, 4L, 6L);
  }

  @Test
  void drops_what_comes_again() {
    Commit first = log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    Commit second =
        log.append(stream("2020-05-04"), section(2, 1, "Crew"), note(3, 2, null, "Windy"));
    log.publish(first);
    log.publish(second);
    log.publish(first);
    log.publish(second, 0);
    log.append(stream("2020-05-04"), action(4, 2, 3, "Oil the stairs"));
    start();

    awaitVersion("2020-05-04", 3);
    assertThat(history("2020-05-04")).hasSize(4);
    assertThat(views.parked().all()).isEmpty();
    assertThat(findings()).isEmpty();
  }

  @Test
  void applies_a_commit_only_when_it_is_whole() {
    log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    Commit second =
        log.commit(stream("2020-05-04"), section(2, 1, "Crew"), note(3, 2, null, "Windy"));
    log.store(second);
    log.publish(second, 0);
    start();
    log.append(stream("2020-05-11"), scheduled("2020-05-11"));
    awaitVersion("2020-05-11", 0);
    awaitVersion("2020-05-04", 0);
    stop();
    start();

    log.publish(second, 1);
    log.settle(second);
    awaitVersion("2020-05-04", 2);
    assertThat(findings()).isEmpty();
  }

  @Test
  void parks_a_stream_with_a_gap_and_goes_on_when_it_is_closed() {
    log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    Commit lost = log.commit(stream("2020-05-04"), section(2, 1, "Crew"));
    log.store(lost);
    Commit third = log.append(stream("2020-05-04"), note(3, 2, null, "Windy"));
    start();

    awaitParked("2020-05-04");
    log.append(stream("2020-05-11"), scheduled("2020-05-11"));
    awaitVersion("2020-05-11", 0);
    awaitVersion("2020-05-04", 0);
    assertThat(views.parked().all())
        .singleElement()
        .satisfies(
            parked -> {
              assertThat(parked.version()).isEqualTo(1);
              assertThat(parked.reason()).contains("version 2").contains("1 is expected");
            });

    // only the lost one is sent again: what came behind it is read again from the log
    log.publish(lost);
    log.settle(lost);
    awaitVersion("2020-05-04", third.lastVersion());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(views.parked().all()).isEmpty());
    assertThat(findings())
        .as("only the log is not as it should be: it has version 2 before version 1")
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(Finding.Kind.LOG_GAP, Finding.Kind.MISSING_IN_LOG);
  }

  @Test
  void parks_only_the_stream_with_an_event_that_it_cannot_read() {
    log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    log.append(stream("2020-05-11"), scheduled("2020-05-11"));
    log.publish(
        log.commitOf(
            stream("2020-05-04"),
            List.of(
                "{\"data\":{},\"meta\":{\"actor\":\"ada\",\"command\":\"Sing\"},\"type\":\"Sung.v1\"}"
                    .getBytes(StandardCharsets.UTF_8))));
    log.append(stream("2020-05-04"), section(2, 1, "Crew"));
    log.append(stream("2020-05-11"), section(2, 1, "Crew"));
    start();

    awaitVersion("2020-05-11", 1);
    awaitParked("2020-05-04");
    awaitVersion("2020-05-04", 0);
    assertThat(views.parked().all())
        .singleElement()
        .extracting(Parked::reason)
        .asString()
        .contains("Sung");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(status().running()).isTrue();
              assertThat(status().parked()).hasSize(1);
            });
    assertThat(findings())
        .as("what is not as it was folded afresh, but the stream from there on")
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.stream()).isEqualTo(stream("2020-05-04"));
              assertThat(finding.version()).isPositive();
            });
  }

  @Test
  void goes_on_with_what_a_program_before_it_could_not_read() {
    log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    start();
    awaitVersion("2020-05-04", 0);
    stop();
    // the program before this one has read on to the end, and followed the others only
    log.append(stream("2020-05-04"), section(2, 1, "Crew"));
    log.append(stream("2020-05-04"), note(3, 2, null, "Windy"));
    broker.passBy(topic, "views-" + topic);
    Document place =
        Objects.requireNonNull(views.minutesDocuments().find().first())
            .get("place", Document.class);
    views
        .parked()
        .park(
            new Parked(
                stream("2020-05-04"),
                1,
                new LogPlace(place.getInteger("partition"), place.getLong("offset")),
                "of a later program",
                Instant.EPOCH));
    start();

    awaitVersion("2020-05-04", 2);
    log.append(stream("2020-05-04"), note(4, 2, 3, "Calm"));
    awaitVersion("2020-05-04", 3);
    await().atMost(Duration.ofSeconds(10)).until(() -> views.parked().all().isEmpty());
    assertThat(findings()).isEmpty();
  }

  @Test
  void parks_a_stream_whose_event_does_not_fit_its_minutes() {
    log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    log.append(stream("2020-05-04"), note(3, 2, null, "under a section that is not there"));
    start();

    awaitParked("2020-05-04");
    awaitVersion("2020-05-04", 0);
  }

  @Test
  void leaves_out_records_that_are_of_no_stream() {
    log.send("something else", "hello".getBytes(StandardCharsets.UTF_8));
    log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    start();

    awaitVersion("2020-05-04", 0);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(status().unreadable()).isEqualTo(1));
  }

  @Test
  void comes_to_the_same_when_it_is_stopped_again_and_again() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> days = List.of("2020-05-04", "2020-05-11", "2020-05-18");
    for (String day : days) {
      log.append(stream(day), scheduled(day), section(2, 1, "Crew"));
    }
    for (int i = 3; i < 63; i++) {
      for (String day : days) {
        log.append(stream(day), note(i, 2, i == 3 ? null : i - 1, "Note " + i));
      }
      if (random.nextInt(12) == 0) {
        stop();
        start();
      }
    }
    stop();
    start();

    for (String day : days) {
      awaitVersion(day, 61);
      assertThat(history(day)).as("seed %d", seed).hasSize(62);
      assertThat(views.minutes().find(meeting(day)).orElseThrow().minutes().outline().size())
          .as("seed %d", seed)
          .isEqualTo(62);
    }
    assertThat(findings()).as("seed %d", seed).isEmpty();
  }

  @Test
  void dies_between_writing_and_committing_and_only_repeats_itself() {
    Commit first = log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    Commit second =
        log.append(stream("2020-05-04"), section(2, 1, "Crew"), queue(3, 2, null, "Post", 7, null));
    // written, but the group knows nothing of it
    new Projector(new MongoViewStore(views), Clock.systemUTC())
        .apply(
            List.of(
                new Delivery.Whole(first, new LogPlace(0, 0)),
                new Delivery.Whole(second, new LogPlace(0, 2))));
    awaitVersion("2020-05-04", 2);
    start();
    log.append(stream("2020-05-04"), action(4, 2, 3, "Oil the stairs"));

    awaitVersion("2020-05-04", 3);
    assertThat(history("2020-05-04")).hasSize(4);
    assertThat(findings()).isEmpty();
  }

  @Test
  void dies_between_two_views_and_makes_them_equal_again() {
    Commit first = log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    Projector projector = new Projector(new MongoViewStore(views), Clock.systemUTC());
    projector.apply(List.of(new Delivery.Whole(first, new LogPlace(0, 0))));
    Document older = mongo.database().getCollection("view_minutes").find().first();
    assertThat(older).isNotNull();
    Commit second =
        log.append(
            stream("2020-05-04"), section(2, 1, "Crew"), action(3, 2, null, "Oil the stairs"));
    projector.apply(List.of(new Delivery.Whole(second, new LogPlace(0, 2))));
    // the others have been written, the minutes have not
    mongo
        .database()
        .getCollection("view_minutes")
        .replaceOne(new Document("_id", older.get("_id")), older);
    start();

    awaitVersion("2020-05-04", 2);
    assertThat(history("2020-05-04")).hasSize(3);
    assertThat(actionsOf(meeting("2020-05-04"))).containsExactly("Oil the stairs");
    assertThat(findings()).isEmpty();
  }

  @Test
  void never_takes_a_document_back_to_an_older_version() {
    Commit first = log.commit(stream("2020-05-04"), scheduled("2020-05-04"));
    Commit second = log.commit(stream("2020-05-04"), section(2, 1, "Crew"));
    Projector late = new Projector(new MongoViewStore(views), Clock.systemUTC());
    late.apply(List.of());
    Projector quick = new Projector(new MongoViewStore(views), Clock.systemUTC());
    late.apply(List.of(new Delivery.Whole(first, new LogPlace(0, 0))));
    quick.apply(List.of(new Delivery.Whole(second, new LogPlace(0, 1))));
    views
        .minutesDocuments()
        .updateOne(
            new Document("_id", stream("2020-05-04")),
            new Document("$set", new Document("version", 9L)));
    // its own state is still the first commit's
    late.apply(List.of(new Delivery.Whole(second, new LogPlace(0, 1))));

    assertThat(views.minutes().versionOf(stream("2020-05-04"))).isEqualTo(OptionalLong.of(9));
  }

  @Test
  void never_goes_on_with_a_version_of_an_entry_that_was_ended() {
    Commit first =
        log.commit(
            stream("2020-05-04"),
            scheduled("2020-05-04"),
            section(2, 1, "Crew"),
            note(3, 2, null, "Windy"));
    Commit second =
        log.commit(
            stream("2020-05-04"), new MeetingEvent.EntryReworded(Sample.id(3), "Calm", null));
    List<Delivery> deliveries =
        List.of(
            new Delivery.Whole(first, new LogPlace(0, 0)),
            new Delivery.Whole(second, new LogPlace(0, 3)));
    Projector late = new Projector(new MongoViewStore(views), Clock.systemUTC());
    new Projector(new MongoViewStore(views), Clock.systemUTC()).apply(deliveries);
    List<Document> before = entries(new Document());
    // one that knows nothing of it writes the beginning again, from the views' own head
    views.minutesDocuments().deleteMany(new Document());
    late.apply(deliveries.subList(0, 1));

    assertThat(entries(new Document())).containsExactlyInAnyOrderElementsOf(before);
    assertThat(entries(new Document("entry", "e3")))
        .extracting(entry -> entry.getLong("version"), entry -> entry.getLong("until"))
        .containsExactlyInAnyOrder(tuple(2L, 3L), tuple(3L, Long.MAX_VALUE));
  }

  @Test
  void begins_anew_when_the_views_were_taken_away() {
    log.append(stream("2020-05-04"), scheduled("2020-05-04"));
    start();
    awaitVersion("2020-05-04", 0);
    stop();
    for (String view : List.of("minutes", "history", "entries")) {
      mongo.database().getCollection("view_" + view).drop();
    }
    start();

    awaitVersion("2020-05-04", 0);
    assertThat(history("2020-05-04")).hasSize(1);
  }

  @Test
  void follows_a_meeting_that_moved_to_another_day() {
    log.append(
        stream("2020-05-04"),
        scheduled("2020-05-04"),
        new MeetingEvent.MeetingRescheduled(LocalDate.of(2020, 5, 5)));
    start();

    awaitVersion("2020-05-04", 1);
    assertThat(views.minutes().find(meeting("2020-05-04")).orElseThrow().date())
        .isEqualTo("2020-05-05");
    assertThat(history("2020-05-04").getLast().after()).isEqualTo("2020-05-05");
  }
}
