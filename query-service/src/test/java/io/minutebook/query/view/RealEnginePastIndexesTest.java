package io.minutebook.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.query.testing.Requests;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Has MongoDB explain the queries about the past. */
@DisplayName("The queries about the past")
@EnabledIfSystemProperty(named = "minutebook.test.mongodb-uri", matches = ".+")
class RealEnginePastIndexesTest {

  private static final SeriesId SERIES = new SeriesId("lamp-room");
  private static final String STREAM = "meeting/lamp-room/2020-05-04";
  private static final Instant NOON = Instant.parse("2020-05-04T12:00:00Z");
  private static final Page.Wanted FIRST = new Page.Wanted(10, Optional.empty());
  private static final People.Who ADA = new People(Map.of()).who(new PersonLabel("Ada"));

  private final Requests requests = new Requests();
  private MongoClient client;
  private MongoDatabase database;
  private Views views;

  @BeforeEach
  void open() {
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(
                    new ConnectionString(System.getProperty("minutebook.test.mongodb-uri", "")))
                .retryWrites(false)
                .addCommandListener(requests)
                .build());
    database = client.getDatabase("test-" + UUID.randomUUID());
    views = Views.of(database);
    views.createIndexes();
  }

  @AfterEach
  void close() {
    database.drop();
    client.close();
  }

  /** How MongoDB answers what was asked last. */
  private String plan() {
    return plan(requests.reads().getLast());
  }

  private String plan(BsonDocument asked) {
    BsonDocument find = new BsonDocument();
    find.putAll(asked);
    List.of("$db", "lsid", "$clusterTime", "$readPreference").forEach(find::remove);
    return database
        .runCommand(
            new BsonDocument("explain", find).append("verbosity", new BsonString("queryPlanner")))
        .toJson()
        .replaceAll("\"rejectedPlans\".*", "");
  }

  private void sortsByIndex(HistoryFilter filter) {
    for (Page.Wanted wanted :
        List.of(FIRST, new Page.Wanted(10, Optional.of(new HistoryKey(NOON, STREAM, 7).text())))) {
      views.history().changes(filter, wanted);
      assertThat(plan())
          .contains("IXSCAN")
          .doesNotContain("COLLSCAN")
          .doesNotContain("\"stage\": \"SORT\"");
    }
  }

  @Test
  void changes_are_found_and_sorted_by_an_index() {
    sortsByIndex(
        new HistoryFilter(null, null, null, null, null, TimeKind.RECORDED, null, null, null));
    sortsByIndex(
        new HistoryFilter(null, null, null, null, null, TimeKind.RECORDED, NOON, NOON, null));
    sortsByIndex(
        new HistoryFilter(SERIES, null, null, null, null, TimeKind.RECORDED, NOON, null, null));
    sortsByIndex(
        new HistoryFilter(null, null, null, null, ADA, TimeKind.RECORDED, null, NOON, null));
    sortsByIndex(
        new HistoryFilter(
            null, null, null, null, null, TimeKind.RECORDED, null, null, "NoteAdded"));
    sortsByIndex(HistoryFilter.ofAction(EntryAddress.parse("lamp-room/2020-05-04#e3")));
  }

  @Test
  void changes_of_a_stream_are_found_and_sorted_by_an_index() {
    for (HistoryFilter filter :
        List.of(
            HistoryFilter.ofStream(STREAM).about(new EntryId("e3")),
            new HistoryFilter(
                null, STREAM, null, null, ADA, TimeKind.RECORDED, null, null, null))) {
      views.history().changes(filter, 99, FIRST);
      assertThat(plan()).contains("IXSCAN").doesNotContain("\"stage\": \"SORT\"");
    }
  }

  @Test
  void changes_are_found_by_when_they_occurred_by_an_index_of_that() {
    importedAtOnce();
    for (HistoryFilter filter :
        List.of(
            occurred(null, null, NOON, NOON.plusSeconds(60)),
            occurred(SERIES, null, NOON, NOON.plusSeconds(60)),
            occurred(null, ADA, NOON, NOON.plusSeconds(60)),
            occurred(null, null, Instant.EPOCH, Instant.EPOCH.plusSeconds(60)))) {
      for (Page.Wanted wanted :
          List.of(
              FIRST, new Page.Wanted(10, Optional.of(new HistoryKey(NOON, STREAM, 7).text())))) {
        views.history().changes(filter, wanted);
        assertThat(plan())
            .as(filter.toString())
            .contains("\"indexName\": \"occurredAt_1\"")
            .doesNotContain("COLLSCAN");
      }
    }
  }

  private static HistoryFilter occurred(
      @Nullable SeriesId series, People.@Nullable Who person, Instant from, Instant to) {
    return new HistoryFilter(series, null, null, null, person, TimeKind.OCCURRED, from, to, null);
  }

  /** A history of years, all of which was recorded within some minutes. */
  private void importedAtOnce() {
    Instant recorded = Instant.parse("2026-11-26T12:00:00Z");
    List<Document> changes = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      Instant occurred = NOON.plus(Duration.ofDays(i - 1000));
      changes.add(
          new Change(
                  STREAM,
                  i,
                  recorded.plusMillis(i),
                  occurred,
                  occurred,
                  "root",
                  "Ada",
                  "RewordEntry",
                  "EntryReworded",
                  "e3",
                  List.of("e3"),
                  List.of(),
                  "as it was",
                  "as it is",
                  null,
                  null,
                  "c" + i,
                  "{}")
              .toDocument());
    }
    views.historyDocuments().insertMany(changes);
  }

  @Test
  void meetings_are_found_by_an_index() {
    LocalDate day = LocalDate.of(2020, 5, 4);
    for (MeetingFilter filter :
        List.of(
            new MeetingFilter(null, null, null, null, null, null),
            MeetingFilter.of(SERIES),
            new MeetingFilter(SERIES, day, day, null, null, SearchQuery.parse("fog")),
            new MeetingFilter(null, null, null, Set.of(MeetingStatus.CANCELLED), null, null),
            new MeetingFilter(null, null, null, null, ADA, null))) {
      views.meetings().meetings(filter, FIRST);
      assertThat(plan()).contains("IXSCAN").doesNotContain("COLLSCAN");
      for (TimeKind time : TimeKind.values()) {
        views.meetings().meetings(time, NOON, now -> now, filter, FIRST);
        assertThat(plan()).contains("IXSCAN").doesNotContain("COLLSCAN");
      }
    }
  }

  @Test
  void meetings_of_somebody_in_a_series_are_found_past_those_in_others() {
    views.meetings().heads(new MeetingFilter(SERIES, null, null, null, ADA, null), true, FIRST);
    assertThat(plan()).contains("meeting/lamp-room/\\\", \\\"meeting/lamp-room0");
  }

  @Test
  void lists_of_meetings_in_a_series_read_no_minutes() {
    database
        .getCollection("view_minutes")
        .insertMany(
            IntStream.range(0, 50)
                .mapToObj(
                    i ->
                        new Document(
                                "_id", "meeting/lamp-room/" + LocalDate.of(2020, 5, 4).plusDays(i))
                            .append("series", "lamp-room")
                            .append("version", (long) i)
                            .append("date", "2020-05-04")
                            .append("title", "Lamps")
                            .append("status", "CANCELLED")
                            .append("peopleKeys", List.of("ada")))
                .toList());
    LocalDate day = LocalDate.of(2020, 5, 4);
    for (MeetingFilter filter :
        List.of(
            MeetingFilter.of(SERIES),
            new MeetingFilter(SERIES, day, day, Set.of(MeetingStatus.CANCELLED), null, null),
            new MeetingFilter(SERIES, day, day, null, ADA, null))) {
      requests.clear();
      assertThat(views.meetings().heads(filter, false, FIRST).edges()).hasSize(10);
      assertThat(requests.reads())
          .hasSize(filter.person() == null ? 1 : 2)
          .map(this::plan)
          .allSatisfy(
              plan -> assertThat(plan).contains("PROJECTION_COVERED").doesNotContain("FETCH"));
    }
  }
}
