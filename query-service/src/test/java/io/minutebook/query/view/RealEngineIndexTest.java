package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PackageStage;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.event.Ticket;
import io.minutebook.minutes.ActionStatus;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Series;
import io.minutebook.query.testing.Requests;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That an index answers whatever the views are asked, as the real engine explains it. */
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealEngineIndexTest {

  private static final SeriesId SERIES = new SeriesId("ops");
  private static final MeetingId MEETING = MeetingId.parse("ops/2020-05-04");
  private static final LocalDate DAY = LocalDate.of(2020, 5, 4);
  private static final Ticket TICKET = new Ticket("LAMP-1");
  private static final Instant NOON = Instant.parse("2020-05-04T12:00:00Z");
  private static final People.Who ADA = new People(Map.of()).who(new PersonLabel("Ada"));
  private static final ActionsView.Due DUE = new ActionsView.Due(DAY, DAY.plusDays(9));
  private static final List<MeetingFilter> MEETINGS =
      List.of(
          new MeetingFilter(null, null, null, null, null, null),
          new MeetingFilter(SERIES, null, null, null, null, null),
          new MeetingFilter(null, DAY, DAY, null, null, null),
          new MeetingFilter(null, DAY, null, Set.of(MeetingStatus.CANCELLED), null, null),
          new MeetingFilter(null, null, null, Set.of(MeetingStatus.CANCELLED), null, null),
          new MeetingFilter(null, null, null, null, ADA, null),
          new MeetingFilter(SERIES, DAY, DAY, Set.of(MeetingStatus.CANCELLED), null, null));
  private static final People.Who NOBODY = new People(Map.of()).who(new PersonLabel("Nobody"));
  private static final Ticket NO_TICKET = new Ticket("NONE-1");
  private static final ActionsView.Due WHENEVER = ActionsView.Due.WHENEVER;
  private static final Page.Wanted FIRST = new Page.Wanted(10, Optional.empty());

  private final Requests requests = new Requests();
  private final String name = "index-" + UUID.randomUUID();
  private MongoClient client;
  private MongoDatabase database;
  private Views views;

  @BeforeAll
  void open() {
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(
                    new ConnectionString(System.getProperty("minutebook.test.mongodb-uri", "")))
                .addCommandListener(requests)
                .build());
    database = client.getDatabase(name);
    views = Views.of(database);
    views.prepare();
    for (int i = 0; i < 50; i++) {
      database.getCollection("view_entries").insertOne(entry(i));
    }
  }

  /** Something with all fields that are asked for, long over, so that no index is empty. */
  private static Document entry(int i) {
    return new Document("_id", "e" + i)
        .append("stream", MEETING.stream())
        .append("series", "ops" + i % 3)
        .append("kind", List.of("action", "decision", "note", "title", "attendance").get(i % 5))
        .append("held", true)
        .append("due", "2020-05-1" + i % 10)
        .append("date", "2020-05-0" + (1 + i % 9))
        .append("place", (long) i)
        .append("people", List.of("ada" + i % 5))
        .append("tickets", List.of("LAMP-" + i % 7))
        .append("words", List.of("w" + i % 11))
        .append("added", List.of("w" + i % 11))
        .append("root", "r" + i)
        .append("supersedes", "s" + i)
        .append("counter", "c" + i % 4)
        .append("status", "OPEN")
        .append("from", Date.from(Instant.EPOCH))
        .append("fromOccurred", Date.from(Instant.EPOCH))
        .append("to", Date.from(Instant.EPOCH))
        .append("toOccurred", Date.from(Instant.EPOCH));
  }

  @AfterAll
  void close() {
    database.drop();
    client.close();
  }

  /** A question, with its name. */
  record Question(String name, Consumer<Views> asking) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (AsOf asOf : List.of(AsOf.now(), new AsOf.Recorded(NOON), new AsOf.Occurred(NOON))) {
      String when = ", " + asOf;
      for (var filter :
          List.of(
              new ActionsView.Filter(null, null, null, null, null, WHENEVER, null),
              new ActionsView.Filter(SERIES, null, null, null, null, WHENEVER, null),
              new ActionsView.Filter(null, ADA, null, null, null, WHENEVER, true),
              new ActionsView.Filter(null, null, ActionStatus.BLOCKED, null, null, WHENEVER, null),
              new ActionsView.Filter(SERIES, ADA, null, TICKET, null, WHENEVER, null),
              new ActionsView.Filter(null, null, null, null, null, DUE, null),
              new ActionsView.Filter(
                  null, null, null, null, null, new ActionsView.Due(null, DAY), true),
              new ActionsView.Filter(null, null, null, null, MEETING, WHENEVER, null))) {
        questions.add(new Question(filter + when, v -> v.actions().actions(filter, asOf, FIRST)));
      }
      for (var filter :
          List.of(
              new ActionsView.LifeFilter(null, null, null, null, WHENEVER, null),
              new ActionsView.LifeFilter(
                  SERIES, null, null, null, new ActionsView.Due(null, DAY), true),
              new ActionsView.LifeFilter(null, ADA, null, null, WHENEVER, true),
              new ActionsView.LifeFilter(null, null, null, null, DUE, true),
              new ActionsView.LifeFilter(null, null, null, null, DUE, null),
              new ActionsView.LifeFilter(null, ADA, null, TICKET, WHENEVER, false))) {
        questions.add(new Question(filter + when, v -> v.actions().lives(filter, asOf, FIRST)));
      }
      questions.add(
          new Question(
              "a life" + when,
              v -> v.actions().life(EntryAddress.parse("ops/2020-05-04#e3"), asOf)));
      for (var filter :
          List.of(
              new DecisionsView.Filter(null, null, null, true),
              new DecisionsView.Filter(SERIES, null, "boat", null),
              new DecisionsView.Filter(null, MEETING, null, null))) {
        questions.add(
            new Question(filter + when, v -> v.decisions().decisions(filter, asOf, FIRST)));
      }
      for (var filter :
          List.of(
              new PackagesView.Filter(null, null, null, null),
              new PackagesView.Filter(SERIES, PackageStage.RELEASED, null, null))) {
        questions.add(new Question(filter + when, v -> v.packages().packages(filter, asOf, FIRST)));
      }
      for (var filter :
          List.of(
              new CountsView.Filter(SERIES, null, null, null, null, null, null),
              new CountsView.Filter(SERIES, null, null, "JIRA", null, DAY, DAY),
              new CountsView.Filter(SERIES, null, "FreshDesk", null, null, null, null))) {
        questions.add(new Question(filter + when, v -> v.counts().tallies(filter, asOf, FIRST)));
      }
      for (var filter :
          List.of(
              new AttendanceView.Filter(null, null, null, null),
              new AttendanceView.Filter(null, null, DAY, DAY),
              new AttendanceView.Filter(SERIES, ADA, DAY, DAY))) {
        questions.add(
            new Question(filter + when, v -> v.attendance().presences(filter, asOf, FIRST)));
      }
      questions.add(
          new Question(
              "duty" + when, v -> v.duty().turns(SERIES, Series.NONE, DAY, DAY, asOf, FIRST)));
      questions.add(
          new Question("duty on a day" + when, v -> v.duty().on(SERIES, Series.NONE, DAY, asOf)));
      questions.add(
          new Question("releases" + when, v -> v.releases().releases(SERIES, null, asOf, FIRST)));
      questions.add(
          new Question("all releases" + when, v -> v.releases().releases(null, null, asOf, FIRST)));
      questions.add(
          new Question(
              "release counts" + when,
              v ->
                  v.releaseCounts()
                      .rows(
                          new ReleaseCountsView.Filter(SERIES, null, true, DAY, DAY),
                          asOf,
                          FIRST)));
      questions.add(
          new Question(
              "people" + when, v -> v.people().people(SERIES, Series.NONE, DAY, DAY, asOf, FIRST)));
      for (SeriesId series : Arrays.asList(null, SERIES)) {
        questions.add(
            new Question(
                "ticket in " + series + when,
                v -> {
                  TicketTrail ticket = v.ticket(TICKET, series, asOf);
                  ticket.mentions(FIRST);
                  ticket.first();
                  ticket.last();
                }));
      }
      questions.add(
          new Question(
              "things of a series" + when,
              v -> {
                SeriesEntries things = v.of(SERIES, asOf);
                EntryAddress entry = EntryAddress.parse("ops/2020-05-04#e3");
                things.actions(List.of(entry));
                things.decisions(List.of(entry));
                things.lastCounts(List.of("queue:post"));
                things.lastPackages(List.of("boat-1.2"));
                things.lastReleases(List.of("1.2"));
              }));
      questions.add(
          new Question(
              "search everywhere" + when,
              v -> {
                for (People.Who who : Arrays.asList(null, ADA)) {
                  v.search()
                      .search(
                          SearchQuery.parse("old boat"),
                          new SearchView.Filter(null, null, who, null, null),
                          asOf,
                          FIRST);
                }
              }));
      for (String text : List.of("boat", "old boat", "bo*", "\"old boat\" -new")) {
        var filter = new SearchView.Filter(SERIES, Set.of("note"), ADA, DAY, DAY);
        questions.add(
            new Question(
                "search " + text + when,
                v -> v.search().search(SearchQuery.parse(text), filter, asOf, FIRST)));
      }
    }
    for (MeetingFilter filter : MEETINGS) {
      questions.add(
          new Question(
              "meetings " + filter,
              v -> {
                v.meetings().meetings(filter, FIRST);
                v.meetings().heads(filter, false, FIRST);
                v.meetings().heads(filter, true, FIRST);
                for (TimeKind time : TimeKind.values()) {
                  v.meetings().meetings(time, NOON, then -> then, filter, FIRST);
                }
              }));
    }
    questions.add(
        new Question(
            "how far a series is followed",
            v -> {
              new Heads(v).ofSeries(SERIES);
              new Heads(v).ofSeries(List.of(SERIES, new SeriesId("rope")));
            }));
    questions.add(
        new Question(
            "whom a label means",
            v -> {
              v.series().who(new PersonLabel("Ada"), null);
              v.series().who(new PersonLabel("Ada"), SERIES);
              v.series().everKnew(new PersonLabel("Ada"), null);
              v.series().everKnew(new PersonLabel("Ada"), SERIES);
            }));
    questions.add(
        new Question(
            "history",
            v -> {
              v.history().changed(SERIES, TimeKind.RECORDED, NOON, null);
              v.history().changed(SERIES, TimeKind.OCCURRED, NOON, NOON);
              v.history().changes(MEETING.stream(), 9, null, FIRST);
              v.history().changes(MEETING.stream(), 9, new EntryId("e3"), FIRST);
            }));
    return questions.stream();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void an_index_answers(Question question) {
    requests.clear();
    question.asking().accept(views);

    List<BsonDocument> finds = requests.reads();
    assertThat(finds).isNotEmpty();
    for (BsonDocument find : finds) {
      assertThat(plan(find)).as(find.toJson()).doesNotContain("COLLSCAN");
    }
  }

  static Stream<Question> questionsThatTakeNoDocument() {
    List<Question> questions = new ArrayList<>();
    for (AsOf asOf : List.of(AsOf.now(), new AsOf.Recorded(NOON))) {
      String when = ", " + asOf;
      questions.add(
          new Question(
              "attendance of days" + when,
              v ->
                  v.attendance()
                      .presences(new AttendanceView.Filter(null, null, DAY, DAY), asOf, FIRST)));
      questions.add(
          new Question(
              "actions that are due" + when,
              v ->
                  v.actions()
                      .actions(
                          new ActionsView.Filter(null, null, null, null, null, DUE, true),
                          asOf,
                          FIRST)));
      questions.add(
          new Question(
              "lives that are due" + when,
              v ->
                  v.actions()
                      .lives(
                          new ActionsView.LifeFilter(null, null, null, null, DUE, true),
                          asOf,
                          FIRST)));
    }
    questions.add(
        new Question(
            "lives of somebody",
            v ->
                v.actions()
                    .lives(
                        new ActionsView.LifeFilter(null, NOBODY, null, null, WHENEVER, true),
                        new AsOf.Recorded(NOON),
                        FIRST)));
    questions.add(
        new Question(
            "lives of a ticket",
            v ->
                v.actions()
                    .lives(
                        new ActionsView.LifeFilter(null, null, null, NO_TICKET, WHENEVER, true),
                        new AsOf.Recorded(NOON),
                        FIRST)));
    for (AsOf asOf : List.of(new AsOf.Recorded(NOON), new AsOf.Occurred(NOON))) {
      String when = ", " + asOf;
      questions.add(
          new Question(
              "actions of somebody" + when,
              v ->
                  v.actions()
                      .actions(
                          new ActionsView.Filter(
                              null, NOBODY, ActionStatus.OPEN, null, null, WHENEVER, null),
                          asOf,
                          FIRST)));
      questions.add(
          new Question(
              "actions of a ticket" + when,
              v ->
                  v.actions()
                      .actions(
                          new ActionsView.Filter(
                              null, null, ActionStatus.OPEN, NO_TICKET, null, WHENEVER, null),
                          asOf,
                          FIRST)));
      questions.add(
          new Question(
              "attendance of somebody" + when,
              v ->
                  v.attendance()
                      .presences(new AttendanceView.Filter(null, NOBODY, null, DAY), asOf, FIRST)));
      questions.add(
          new Question("a ticket" + when, v -> v.ticket(NO_TICKET, null, asOf).mentions(FIRST)));
      questions.add(
          new Question("a ticket's ends" + when, v -> v.ticket(NO_TICKET, null, asOf).last()));
    }
    for (TimeKind time : TimeKind.values()) {
      questions.add(
          new Question(
              "meetings of days, " + time,
              v ->
                  v.meetings()
                      .meetings(
                          time,
                          NOON,
                          then -> then,
                          new MeetingFilter(null, DAY, DAY, null, null, null),
                          FIRST)));
    }
    questions.add(
        new Question(
            "heads of days",
            v ->
                v.meetings()
                    .heads(new MeetingFilter(null, DAY, DAY, null, null, null), false, FIRST)));
    return questions.stream();
  }

  /** There is nothing of those days, so that nothing is looked up by its name either. */
  @ParameterizedTest
  @MethodSource("questionsThatTakeNoDocument")
  void what_is_asked_by_its_days_over_all_series_is_found_by_an_index_alone(Question question) {
    requests.clear();
    question.asking().accept(views);

    assertThat(requests.reads()).isNotEmpty();
    for (BsonDocument find : requests.reads()) {
      assertThat(plan(find))
          .as(find.toJson())
          .containsPattern("(IX|DISTINCT_)SCAN")
          .doesNotContain("FETCH");
    }
  }

  /** Ten meetings on each of a hundred days; of one in ten, minutes began on the first day. */
  @Test
  void the_last_day_of_long_ago_is_found_without_a_look_at_what_came_since() {
    LocalDate first = LocalDate.of(2001, 1, 1);
    MongoCollection<Document> entries = database.getCollection("view_entries");
    entries.insertMany(
        IntStream.range(0, 1_000)
            .mapToObj(
                i -> {
                  LocalDate day = first.plusDays(i / 10);
                  Instant begun =
                      (i % 10 == 0 ? first : day).atStartOfDay().toInstant(ZoneOffset.UTC);
                  return title(MeetingId.of(new SeriesId("aaa" + i), "2001-01-01"), day, begun);
                })
            .toList());
    try {
      EntriesView view = new EntriesView(entries);
      requests.clear();

      assertThat(view.lastDayBegun(new AsOf.Recorded(Instant.parse("2001-01-05T00:00:00Z"))))
          .contains(LocalDate.of(2001, 4, 10));
      assertThat(view.lastDayBegun(new AsOf.Recorded(Instant.parse("2001-04-09T00:00:00Z"))))
          .contains(LocalDate.of(2001, 4, 10));
      assertThat(view.lastDayBegun(new AsOf.Occurred(Instant.parse("2000-12-31T00:00:00Z"))))
          .isEmpty();
      for (BsonDocument find : requests.reads()) {
        assertThat(plan(find)).contains("PROJECTION_COVERED");
        assertThat(keysExamined(find)).isLessThan(100);
      }
    } finally {
      entries.deleteMany(new Document("series", new Document("$regex", "^aaa")));
    }
  }

  private static Document title(MeetingId meeting, LocalDate day, Instant begun) {
    return new EntryVersion(
            meeting,
            new EntryId(1),
            new EntryVersion.Facts(
                day, true, 1, List.of(), null, new Content.Title("Lamps"), List.of()),
            null,
            new EntryVersion.Bound(1, begun, begun),
            null)
        .toDocument();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void how_common_a_word_is_is_told_by_an_index_alone(AsOf asOf) {
    requests.clear();
    views
        .search()
        .search(
            SearchQuery.parse("old boat"),
            new SearchView.Filter(null, null, null, null, null),
            asOf,
            FIRST);

    List<String> plans =
        requests.reads().stream().filter(find -> find.containsKey("skip")).map(this::plan).toList();
    assertThat(plans).isNotEmpty().allMatch(plan -> plan.contains("IXSCAN"));
    assertThat(plans).noneMatch(plan -> plan.contains("FETCH"));
  }

  @Test
  void meetings_that_say_something_are_seen_along_indexes_alone_and_looked_for_on_their_days() {
    requests.clear();
    views
        .meetings()
        .meetings(
            new MeetingFilter(SERIES, null, null, null, null, SearchQuery.parse("w3")), FIRST);

    assertThat(requests.reads()).hasSize(2);
    assertThat(plan(requests.reads().getFirst()))
        .contains("PROJECTION_COVERED")
        .doesNotContain("FETCH");
    assertThat(plan(requests.reads().getLast()))
        .contains("\"stream\": [\"[\\\"" + MEETING.stream())
        .contains("\"date\": [\"[\\\"2020-05-0");
  }

  private static Document version(int i, Content content) {
    return new EntryVersion(
            MEETING,
            new EntryId("e" + i),
            new EntryVersion.Facts(DAY, true, i, List.of("Crew"), null, content, List.of()),
            null,
            new EntryVersion.Bound(7, Instant.EPOCH, Instant.EPOCH),
            null)
        .toDocument();
  }

  /** Asks the same of entries some of which say it, and are then taken away. */
  private void search(List<Document> oaks, SearchView.Filter filter, AsOf asOf, Runnable check) {
    MongoCollection<Document> entries = database.getCollection("view_entries");
    entries.insertMany(oaks);
    try {
      requests.clear();
      views.search().search(SearchQuery.parse("tall oaks"), filter, asOf, FIRST);
      check.run();
    } finally {
      entries.deleteMany(new Document("words", new Document("$in", List.of("tall", "oaks"))));
    }
  }

  private void readsOnlyFourDocuments(BsonDocument versions) {
    assertThat(plan(versions)).contains("\"indexName\": \"_id_\"");
    assertThat(explained(versions).get("executionStats", Document.class))
        .containsEntry("nReturned", 4)
        .containsEntry("totalDocsExamined", 4);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void a_search_in_a_series_reads_only_entries_that_came_to_have_each_of_the_words(AsOf asOf) {
    List<Document> oaks = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      oaks.add(
          version(i, new Content.Note(i % 50 == 0 ? "tall oaks" : i % 2 == 0 ? "tall" : "oaks")));
    }
    search(
        oaks,
        new SearchView.Filter(SERIES, null, null, null, null),
        asOf,
        () -> {
          assertThat(requests.reads().subList(0, 2))
              .allMatch(find -> plan(find).contains("PROJECTION_COVERED"))
              .noneMatch(find -> plan(find).contains("FETCH"));
          readsOnlyFourDocuments(requests.reads().get(2));
        });
  }

  @Test
  void lives_of_a_series_are_seen_along_an_index_alone_and_past_those_of_all_others() {
    List<Document> others = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      others.add(
          new Document(entry(0))
              .append("_id", "other" + i)
              .append("stream", "meeting/aaa/2020-05-04")
              .append("people", List.of("ada"))
              .append("root", "aaa/2020-05-04#" + (1000 + i))
              .append("held", true)
              .append("to", EntryVersion.FOREVER));
    }
    database.getCollection("view_entries").insertMany(others);
    try {
      for (People.Who owner : Arrays.asList(null, ADA)) {
        requests.clear();
        views
            .actions()
            .lives(
                new ActionsView.LifeFilter(SERIES, owner, null, null, WHENEVER, true),
                AsOf.now(),
                FIRST);

        BsonDocument find = requests.reads().getFirst();
        assertThat(plan(find)).contains("PROJECTION_COVERED").doesNotContain("\"stage\": \"SORT\"");
        assertThat(keysExamined(find)).as(find.toJson()).isLessThan(5);
      }
    } finally {
      database
          .getCollection("view_entries")
          .deleteMany(new Document("stream", "meeting/aaa/2020-05-04"));
    }
  }

  static Stream<AsOf> recorded() {
    return Stream.of(AsOf.now(), new AsOf.Recorded(NOON));
  }

  private String plan(BsonDocument find) {
    return planner(explained(find)).get("winningPlan", Document.class).toJson();
  }

  /** What is planned for the documents that are read: of an aggregation, for its first stage. */
  private static Document planner(Document explained) {
    List<Document> stages = explained.getList("stages", Document.class, List.of());
    return (stages.isEmpty() ? explained : stages.getFirst().get("$cursor", Document.class))
        .get("queryPlanner", Document.class);
  }

  private int keysExamined(BsonDocument find) {
    return explained(find).get("executionStats", Document.class).getInteger("totalKeysExamined");
  }

  private Document explained(BsonDocument find) {
    Document plain = Document.parse(find.toJson());
    List.of("$db", "lsid", "$clusterTime", "$readPreference").forEach(plain::remove);
    return database.runCommand(
        new Document("explain", plain).append("verbosity", "executionStats"));
  }
}
