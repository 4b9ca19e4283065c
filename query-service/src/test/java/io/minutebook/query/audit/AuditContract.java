package io.minutebook.query.audit;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.Event;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.Meta;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.query.projection.Projection;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is found, and what is not, by the audit. */
@DisplayName("The audit")
abstract class AuditContract {

  private static final String MAY = meeting("2020-05-04").stream();
  private static final String JUNE = meeting("2020-06-01").stream();
  private static final String JULY = meeting("2020-07-06").stream();

  private TestMongo mongo;
  private TestBroker broker;
  private TestLog log;
  private Views views;
  private String topic;
  private Projection projection;

  abstract TestMongo open();

  @BeforeEach
  void record_two_meetings() {
    mongo = open();
    broker = TestBroker.shared();
    topic = broker.newTopic(2);
    log = new TestLog(broker, topic, mongo);
    views = mongo.views();
    views.createIndexes();
    projection =
        new Projection(
            new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic),
            views,
            Clock.systemUTC());
    log.append(Sample.SERIES.stream(), Sample.series());
    for (Event[] events : Sample.full("2020-05-04")) {
      log.append(MAY, events);
    }
    log.append(JUNE, scheduled("2020-06-01"), section(2, 1, "Crew"));
    projection.start();
    awaitVersion(MAY, 18);
    awaitVersion(JUNE, 1);
  }

  @AfterEach
  void close() {
    projection.stop();
    log.close();
    mongo.close();
  }

  private void awaitVersion(String stream, long version) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(views.minutes().versionOf(stream)).isEqualTo(OptionalLong.of(version)));
  }

  private Audit.Source source() {
    return new Audit.Source(mongo.uri(), mongo.name(), broker.bootstrapServers(), topic);
  }

  private Report verify() {
    try (Audit audit = Audit.open(source(), Duration.ofSeconds(1))) {
      return audit.verify(Progress.NONE);
    }
  }

  private List<String> found() {
    return verify().findings().stream()
        .map(finding -> finding.kind() + " " + finding.stream() + "@" + finding.version())
        .toList();
  }

  private MongoCollection<Document> commits() {
    return mongo.database().getCollection("commits");
  }

  private static Document commit(String stream, long version) {
    return new Document("_id", new Document("s", stream).append("v", version));
  }

  private static Document set(String field, Object value) {
    return new Document("$set", new Document(field, value));
  }

  @Test
  void finds_nothing_where_nothing_was_touched() {
    Report report = verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.streams()).isEqualTo(3);
    assertThat(report.commits()).isEqualTo(5);
    assertThat(report.events()).isEqualTo(24);
    assertThat(report.records()).isEqualTo(24);
    assertThat(report.pending()).isZero();
  }

  @Test
  void finds_one_changed_byte_of_one_stored_event() {
    Document stored = commits().find(commit(MAY, 3)).first();
    assertThat(stored).isNotNull();
    List<Binary> events = new ArrayList<>(stored.getList("events", Binary.class));
    byte[] bytes = events.get(1).getData().clone();
    int at = new String(bytes, StandardCharsets.UTF_8).indexOf("Ada");
    bytes[at] = 'I';
    events.set(1, new Binary(bytes));
    commits().updateOne(commit(MAY, 3), set("events", events));

    assertThat(found())
        .containsExactly(
            "CHAIN_BROKEN " + MAY + "@3",
            "LOG_DIFFERS " + MAY + "@4",
            "HISTORY_DIFFERS " + MAY + "@4",
            "VIEW_DIFFERS " + MAY + "@7");
  }

  @Test
  void finds_a_commit_that_was_taken_out() {
    commits().deleteOne(commit(MAY, 3));

    assertThat(found())
        .containsExactly("STORE_GAP " + MAY + "@3", "MISSING_IN_STORE " + MAY + "@3");
  }

  @Test
  void finds_a_tail_that_was_cut_off() {
    commits().deleteOne(commit(MAY, 8));

    assertThat(found())
        .containsExactly("MISSING_IN_STORE " + MAY + "@8", "VIEW_AHEAD " + MAY + "@8");
  }

  @Test
  void finds_a_stream_that_was_taken_out() {
    commits().deleteOne(commit(JUNE, 0));

    assertThat(found())
        .containsExactly("MISSING_IN_STORE " + JUNE + "@0", "VIEW_AHEAD " + JUNE + "@0");
  }

  @Test
  void finds_a_commit_that_was_exchanged_together_with_its_hash() {
    Commit other =
        Commit.following(
            null,
            JUNE,
            "c",
            "f",
            Instant.EPOCH,
            null,
            log.commit("meeting/other/2020-01-01", scheduled("2020-06-01"), section(2, 1, "Boo"))
                .events());
    commits()
        .updateOne(
            commit(JUNE, 0),
            new Document(
                "$set",
                new Document("events", other.events().stream().map(Binary::new).toList())
                    .append("hash", new Binary(other.hash()))
                    .append("c", "c")
                    .append("at", Date.from(other.at()))));

    assertThat(found())
        .contains("LOG_DIFFERS " + JUNE + "@0", "VIEW_DIFFERS " + JUNE + "@1")
        .noneMatch(finding -> finding.startsWith("CHAIN_BROKEN"));
  }

  @Test
  void finds_something_that_is_no_commit() {
    commits().updateOne(commit(MAY, 3), set("n", 2));

    assertThat(found()).contains("COMMIT_UNREADABLE " + MAY + "@3");
  }

  @Test
  void finds_a_changed_view() {
    mongo
        .database()
        .getCollection("view_entries")
        .updateOne(entry(MAY, "e8"), set("counter", "jira:shut"));

    Report report = verify();
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Finding.Kind.VIEW_DIFFERS);
              assertThat(finding.stream()).isEqualTo(MAY);
              assertThat(finding.detail()).contains("view_entries").contains("jira:shut");
            });
  }

  @Test
  void finds_a_changed_history() {
    mongo
        .database()
        .getCollection("view_history")
        .updateOne(new Document("_id", MAY + "@4"), set("actor", "mallory"));
    mongo.database().getCollection("view_history").deleteOne(new Document("_id", JUNE + "@0"));

    assertThat(found())
        .containsExactly("HISTORY_DIFFERS " + MAY + "@4", "HISTORY_DIFFERS " + JUNE + "@0");
  }

  @Test
  void finds_a_history_that_was_added_to() {
    Document copy =
        mongo
            .database()
            .getCollection("view_history")
            .find(new Document("_id", MAY + "@4"))
            .first();
    assertThat(copy).isNotNull();
    mongo.database().getCollection("view_history").insertOne(copy.append("_id", "another"));

    assertThat(found()).containsExactly("HISTORY_DIFFERS " + MAY + "@4");
  }

  /** A third meeting that decides, lists packages, is published and imported. */
  private void record_a_meeting_of_the_whole_language() {
    Meta imported =
        new Meta(
            "importer",
            "Ada",
            "PutMinutes",
            null,
            null,
            null,
            Map.of("file", "July.md", "revision", "a1", "subject", "July"));
    log.append(JULY, scheduled("2020-07-06"), section(2, 1, "Crew"));
    log.appendAs(
        imported,
        Instant.parse("2020-07-06T10:00:00Z"),
        JULY,
        new MeetingEvent.ActionCarriedOver(
            Sample.id(3),
            Sample.under(2, null),
            Form.BULLET,
            EntryAddress.parse("lamp-room/2020-05-04#e22"),
            EntryAddress.parse("lamp-room/2020-05-04#e22"),
            List.of(Sample.person("Grace")),
            "Oil the stairs",
            List.of(),
            null,
            null),
        new MeetingEvent.DecisionRecorded(
            Sample.id(4), Sample.under(2, 3), Form.BULLET, "Oil them daily", null),
        new MeetingEvent.PackageListed(
            Sample.id(5),
            Sample.under(2, 4),
            Form.BULLET,
            PackageStage.READY_FOR_TESTING,
            "lens-2",
            null));
    log.append(
        JULY,
        new MeetingEvent.ActionBlocked(Sample.id(3), "no oil"),
        new MeetingEvent.MinutesPublished());
    awaitVersion(JULY, 6);
  }

  @Test
  void compares_what_is_listed_across_meetings_and_the_trail_of_the_minutes() {
    record_a_meeting_of_the_whole_language();
    assertThat(verify().findings()).isEmpty();

    Document carried = entry(JULY, "e3").append("until", Long.MAX_VALUE);
    assertFound("view_entries", carried, set("steps.1.what", "COMPLETED"));
    assertFound("view_entries", carried, set("root", "lamp-room/2020-05-04#000000021"));
    assertFound("view_entries", carried, set("until", 6L));
    assertFound("view_entries", entry(JULY, "e3").append("until", 6L), set("until", 5L));
    assertFound("view_entries", entry(JULY, "e4"), set("words", List.of("oil", "weekly")));
    assertFound("view_entries", entry(JULY, "e5"), set("status", "RELEASED"));
    assertFound("view_entries", entry(JULY, "e5"), set("held", false));
    Document minutes = views.minutesDocuments().find(new Document("_id", JULY)).first();
    assertThat(minutes).isNotNull();
    String trail = minutes.getString("trail");
    assertThat(trail).contains("\"published\":6");
    Document july = new Document("_id", JULY);
    assertFound(
        "view_minutes", july, set("trail", trail.replace("\"published\":6", "\"published\":1")));
  }

  private static Document entry(String stream, String entry) {
    return new Document("stream", stream).append("entry", entry);
  }

  /** Changes a document of July, looks, and changes it back. */
  private void assertFound(String view, Document which, Document change) {
    MongoCollection<Document> documents = mongo.database().getCollection(view);
    Document right = documents.findOneAndUpdate(which, change);
    assertThat(right).as(view).isNotNull();

    assertThat(verify().findings())
        .as(view)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Finding.Kind.VIEW_DIFFERS);
              assertThat(finding.stream()).isEqualTo(JULY);
              assertThat(finding.detail()).contains(view);
            });

    documents.replaceOne(new Document("_id", right.get("_id")), right);
    assertThat(verify().findings()).as(view).isEmpty();
  }

  private static Replay.Selection selection(String date, long version) {
    return new Replay.Selection(new Scope.OfMeeting(meeting(date)), new Moment.Version(version));
  }

  @Test
  void reads_events_of_earlier_versions() {
    String old =
        "{\"data\":{\"entry\":\"e2\",\"title\":\"Keepers\"},\"meta\":{\"actor\":\"ada\","
            + "\"command\":\"RenameSection\"},\"type\":\"SectionRenamed.v1\"}";
    Commit commit = log.record(log.commitOf(JUNE, List.of(old.getBytes(StandardCharsets.UTF_8))));
    awaitVersion(JUNE, 2);

    assertThat(CloudEventHeaders.of(commit, 0).type()).isEqualTo("io.minutebook.SectionRenamed.v1");
    assertThat(verify().findings()).isEmpty();
    List<StoredMinutes> replayed = new ArrayList<>();
    try (Audit audit = Audit.open(source())) {
      Replay.Selection selection = selection("2020-06-01", 2);
      audit.replay(Audit.From.STORE, selection, Progress.NONE, replayed::add);
      audit.replay(Audit.From.LOG, selection, Progress.NONE, replayed::add);
    }
    StoredMinutes stored = views.minutes().find(meeting("2020-06-01")).orElseThrow();
    assertThat(replayed).hasSize(2).allMatch(minutes -> minutes.minutes().equals(stored.minutes()));
    assertThat(MarkdownWriter.write(stored.minutes())).contains("## Keepers");
  }

  @Test
  void finds_views_that_were_taken_away() {
    views.entryDocuments().deleteOne(entry(MAY, "e22"));
    mongo.database().getCollection("view_minutes").deleteOne(new Document("_id", JUNE));

    assertThat(found())
        .satisfiesExactly(
            lacking -> assertThat(lacking).startsWith("VIEW_DIFFERS " + MAY),
            behind -> assertThat(behind).isEqualTo("VIEW_BEHIND " + JUNE + "@0"));
  }

  @Test
  void finds_what_was_never_published_and_says_that_it_was() {
    Commit commit = log.commit(JUNE, note(3, 2, null, "Windy"));
    log.store(commit);
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().pending()).isEqualTo(1);

    log.settle(commit);
    assertThat(found())
        .containsExactly("MISSING_IN_LOG " + JUNE + "@2", "VIEW_BEHIND " + JUNE + "@2");
  }

  @Test
  void finds_what_is_only_in_the_log() {
    log.publish(log.commit(JUNE, note(3, 2, null, "Windy")));
    awaitVersion(JUNE, 2);

    assertThat(found())
        .containsExactly("MISSING_IN_STORE " + JUNE + "@2", "VIEW_AHEAD " + JUNE + "@2");
  }

  @Test
  void finds_a_stream_that_the_views_gave_up() {
    Commit commit = log.commit(JUNE, note(5, 4, null, "under nothing"));
    log.store(commit);
    log.publish(commit);
    log.settle(commit);
    await().atMost(Duration.ofSeconds(30)).until(() -> !views.parked().all().isEmpty());

    assertThat(found())
        .containsExactly(
            "EVENT_UNREADABLE " + JUNE + "@2",
            "VIEW_BEHIND " + JUNE + "@2",
            "PARKED " + JUNE + "@2");
  }

  @Test
  void raises_no_alarm_while_everything_is_in_use() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 3; !enough.get(); i++) {
                Commit commit = log.commit(JUNE, note(i, 2, i == 3 ? null : i - 1, "Note " + i));
                log.store(commit);
                log.publish(commit);
                if (i % 7 == 0) {
                  log.publish(commit);
                }
                log.settle(commit);
              }
            });
    try {
      for (int i = 0; i < 5; i++) {
        try (Audit audit = Audit.open(source(), Duration.ofSeconds(20))) {
          assertThat(audit.verify(Progress.NONE).findings()).isEmpty();
        }
      }
    } finally {
      enough.set(true);
      writing.get();
    }
  }

  @Test
  void replays_the_same_minutes_from_the_store_and_from_the_log() {
    List<StoredMinutes> fromStore = new ArrayList<>();
    List<StoredMinutes> fromLog = new ArrayList<>();
    try (Audit audit = Audit.open(source())) {
      Replay.Summary store =
          audit.replay(Audit.From.STORE, Replay.Selection.ALL, Progress.NONE, fromStore::add);
      Replay.Summary logged =
          audit.replay(Audit.From.LOG, Replay.Selection.ALL, Progress.NONE, fromLog::add);
      assertThat(store).isEqualTo(logged).isEqualTo(new Replay.Summary(3, 2, 24));
    }
    assertThat(fromLog).containsExactlyInAnyOrderElementsOf(fromStore);
    assertThat(fromStore)
        .anySatisfy(
            replayed ->
                assertThat(replayed.minutes())
                    .isEqualTo(
                        views.minutes().find(meeting("2020-05-04")).orElseThrow().minutes()));
  }

  /** However few streams are kept together, and in whatever state the log was read. */
  @Test
  void a_partition_that_is_read_several_times_comes_out_the_same() {
    List<StoredMinutes> atOnce = new ArrayList<>();
    List<StoredMinutes> inParts = new ArrayList<>();
    try (LogReader log = new LogReader(source().bootstrapServers(), source().topic())) {
      Replay.Summary whole =
          new Replay(Replay.Selection.ALL, atOnce::add).fromLog(log, Progress.NONE);
      Replay.Summary parts =
          new Replay(Replay.Selection.ALL, inParts::add, step -> {}, 3).fromLog(log, Progress.NONE);
      assertThat(parts).isEqualTo(whole);
    }
    assertThat(inParts).hasSizeGreaterThan(1).containsExactlyInAnyOrderElementsOf(atOnce);
  }

  @Test
  void goes_through_a_meeting_event_by_event() {
    try (Audit audit = Audit.open(source())) {
      List<ReplayedStep> steps =
          audit.steps(Audit.From.LOG, meeting("2020-05-04"), new Moment.Version(7), Progress.NONE);

      assertThat(steps).hasSize(8);
      for (int version = 0; version < 8; version++) {
        assertThat(steps.get(version).change().version()).isEqualTo(version);
        assertThat(steps.get(version).minutes())
            .isEqualTo(
                new HistoryFold(views.history())
                    .asOf(meeting("2020-05-04"), version)
                    .orElseThrow());
      }
      assertThat(
              audit.steps(
                  Audit.From.STORE, meeting("2020-05-04"), new Moment.Version(7), Progress.NONE))
          .isEqualTo(steps);
    }
  }

  @Test
  void replays_one_meeting_to_a_version_as_the_history_has_it() {
    List<StoredMinutes> replayed = new ArrayList<>();
    try (Audit audit = Audit.open(source())) {
      Replay.Selection selection = selection("2020-05-04", 5);
      audit.replay(Audit.From.STORE, selection, Progress.NONE, replayed::add);
      audit.replay(Audit.From.LOG, selection, Progress.NONE, replayed::add);
    }
    Optional<StoredMinutes> asOf = new HistoryFold(views.history()).asOf(meeting("2020-05-04"), 5);

    assertThat(asOf).isPresent();
    assertThat(replayed).hasSize(2).allMatch(asOf.get()::equals);
  }

  @Test
  void replays_what_was_published_also_where_its_commit_went_on() {
    Commit commit =
        log.append(JUNE, new MeetingEvent.MinutesPublished(), note(3, 2, null, "One more thing"));
    long published = commit.version();
    awaitVersion(JUNE, published + 1);
    MeetingId june = meeting("2020-06-01");
    List<StoredMinutes> replayed = new ArrayList<>();
    try (Audit audit = Audit.open(source())) {
      Replay.Selection selection =
          new Replay.Selection(new Scope.OfMeeting(june), new Moment.Published());
      audit.replay(Audit.From.STORE, selection, Progress.NONE, replayed::add);
      audit.replay(Audit.From.LOG, selection, Progress.NONE, replayed::add);
    }

    assertThat(replayed)
        .hasSize(2)
        .allSatisfy(minutes -> assertThat(minutes.version()).isEqualTo(published))
        .allMatch(new MinutesAsOf(views).find(june, new Moment.Published()).orElseThrow()::equals);
  }

  @Test
  void says_what_it_cannot_reach() {
    try (Audit audit =
        Audit.open(
            new Audit.Source(mongo.uri(), mongo.name(), broker.bootstrapServers(), "no-such"))) {
      assertThatThrownBy(() -> audit.verify(Progress.NONE))
          .isInstanceOf(AuditImpossible.class)
          .hasMessageContaining("no topic no-such");
    }
  }
}
