package io.minutebook.query;

import static io.minutebook.query.testing.Sample.action;
import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.minutebook.event.SeriesEvent;
import io.minutebook.log.Commit;
import io.minutebook.query.live.LiveSettings;
import io.minutebook.query.live.LiveStreams;
import io.minutebook.query.live.MeetingUpdate;
import io.minutebook.query.live.SeriesCursor;
import io.minutebook.query.live.SeriesUpdate;
import io.minutebook.query.testing.EventClient;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.SocketClient;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.testing.TestService;
import io.minutebook.query.view.HeadsListener;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What subscribers are told, by a real service over real connections. */
@DisplayName("A subscription")
abstract class LiveContract {

  private static final String DAY = "2020-05-04";
  private static final String NEXT_DAY = "2020-05-11";

  /** So many events come one upon the other. */
  private static final int AT_ONCE = 10;

  private static final String UPDATE =
      "{version token changes{stream meeting version type entry at} meeting{id version title}}";

  private TestMongo mongo;
  private TestService service;
  private TestLog log;

  abstract TestMongo open();

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    mongo = open();
    service =
        new TestService(
            mongo,
            directory,
            // what this instance wrote is told at once, so that a slow recheck must not matter
            Map.of(
                "minutebook.live.recheck", "1m",
                "minutebook.live.changes-per-update", "5",
                "minutebook.rebuild.grace", "1s"));
    log = service.log();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String stream(String day) {
    return meeting(day).stream();
  }

  private String token(String role) {
    return service.keys().token(Duration.ofHours(1), role);
  }

  private SocketClient socket(String base) {
    return SocketClient.open(base, token("reader")).init(null);
  }

  private void awaitSubscriptions(int open) {
    soon(
        () ->
            assertThat(
                    JsonMapper.shared()
                        .readTree(
                            service
                                .get("admin", "/actuator/metrics/minutebook.live.subscriptions")
                                .body())
                        .at("/measurements/0/value")
                        .asInt(-1))
                .isEqualTo(open));
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }

  private static String meetingChanged(String day, String arguments) {
    return "subscription{meetingChanged(meeting:\"lamp-room/%s\"%s)%s}"
        .formatted(day, arguments, UPDATE);
  }

  private static String seriesChanged(String arguments) {
    return "subscription{seriesChanged(series:\"lamp-room\"%s){cursor tokens".formatted(arguments)
        + " changes{stream version} meetings{id} series{name}}}";
  }

  private static List<Long> versions(List<JsonNode> updates) {
    List<Long> versions = new ArrayList<>();
    updates.forEach(
        update ->
            update.get("changes").forEach(change -> versions.add(change.get("version").asLong())));
    return versions;
  }

  private static List<String> places(List<JsonNode> updates) {
    List<String> places = new ArrayList<>();
    for (JsonNode update : updates) {
      for (JsonNode change : update.get("changes")) {
        places.add(change.get("stream").asString() + "@" + change.get("version").asLong());
      }
    }
    return places;
  }

  @Test
  void shows_what_is_there_and_then_tells_what_happens() {
    log.append(stream(DAY), scheduled(DAY), section(2, 1, "Crew"));
    awaitVersion(DAY, 1);
    try (SocketClient client = socket(service.base())) {
      client.subscribe("a", meetingChanged(DAY, ""));
      soon(() -> assertThat(client.results("a", "meetingChanged")).hasSize(1));

      log.append(stream(DAY), note(3, 2, null, "Windy"), action(4, 2, 3, "Oil the stairs"));

      soon(() -> assertThat(client.results("a", "meetingChanged")).hasSize(2));
      JsonNode first = client.results("a", "meetingChanged").getFirst();
      assertThat(first.get("version").asInt()).isEqualTo(1);
      assertThat(first.get("changes").isEmpty()).isTrue();
      assertThat(first.at("/meeting/title").asString()).isEqualTo("Lamp room, " + DAY);
      JsonNode second = client.results("a", "meetingChanged").getLast();
      assertThat(second.get("token").asString()).isEqualTo("meeting/lamp-room/2020-05-04@3");
      assertThat(second.at("/meeting/version").asInt()).isEqualTo(3);
      assertThat(TestService.texts(second.get("changes"), "type"))
          .containsExactly("NoteAdded", "ActionAssigned");
      assertThat(second.at("/changes/1/entry").asString()).isEqualTo("e4");
    }
  }

  private void awaitVersion(String day, long version) {
    soon(
        () ->
            assertThat(
                    service
                        .data(
                            "reader",
                            "{meeting(series:\"lamp-room\",date:\"%s\"){version}}".formatted(day))
                        .at("/meeting/version")
                        .asInt(-1))
                .isEqualTo((int) version));
  }

  @Test
  void tells_over_server_sent_events_too() {
    try (EventClient client =
        new EventClient(
            service.request("/graphql", "auditor"),
            "subscription{meetingChanged(meeting:\"lamp-room/%s\"){version changes{type record{actor command after}}}}"
                .formatted(DAY))) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.contentType()).startsWith("text/event-stream");
      log.append(stream(DAY), scheduled(DAY));
      soon(() -> assertThat(client.results()).hasSize(1));
      log.append(stream(DAY), section(2, 1, "Crew"));

      soon(() -> assertThat(client.results()).hasSize(2));
      assertThat(client.results("meetingChanged").getLast())
          .hasToString(
              "{\"version\":1,\"changes\":[{\"type\":\"SectionAdded\",\"record\":{\"actor\":\"ada\","
                  + "\"command\":\"SectionAdded\",\"after\":\"Crew\"}}]}");
      assertThat(client.isOver()).isFalse();
    }
  }

  @Test
  void tells_readers_what_and_not_who() {
    log.append(stream(DAY), scheduled(DAY));
    try (SocketClient client = socket(service.base())) {
      client.subscribe(
          "a",
          "subscription{meetingChanged(meeting:\"lamp-room/%s\",after:-1){version changes{type record{actor}}}}"
              .formatted(DAY));

      soon(() -> assertThat(client.payloads("next", "a")).hasSize(1));
      JsonNode told = client.payloads("next", "a").getFirst();
      assertThat(told.at("/data/meetingChanged/changes/0/type").asString())
          .isEqualTo("MeetingScheduled");
      assertThat(told.at("/data/meetingChanged/changes/0/record").isNull()).isTrue();
      assertThat(told.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void goes_on_behind_the_version_that_the_client_has() {
    log.append(stream(DAY), scheduled(DAY), section(2, 1, "Crew"));
    for (int i = 3; i < 15; i++) {
      log.append(stream(DAY), note(i, 2, i == 3 ? null : i - 1, "Note " + i));
    }
    awaitVersion(DAY, 13);
    try (SocketClient client = socket(service.base())) {
      client.subscribe("a", meetingChanged(DAY, ",after:1"));

      soon(() -> assertThat(versions(client.results("a", "meetingChanged"))).hasSize(12));
      log.append(stream(DAY), note(15, 2, 14, "Live"));
      soon(() -> assertThat(versions(client.results("a", "meetingChanged"))).hasSize(13));
      assertThat(versions(client.results("a", "meetingChanged")))
          .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
      // no more than five in one
      assertThat(client.results("a", "meetingChanged").getFirst().get("version").asInt())
          .isEqualTo(6);
    }
  }

  @Test
  void waits_for_a_version_or_a_meeting_that_is_not_there_yet() {
    try (SocketClient client = socket(service.base())) {
      client.subscribe("none", meetingChanged(DAY, ""));
      client.subscribe("later", meetingChanged(DAY, ",after:1"));
      // one that begins later is shown what is there then, and no change
      awaitSubscriptions(2);
      log.append(stream(DAY), scheduled(DAY));
      soon(() -> assertThat(client.results("none", "meetingChanged")).hasSize(1));
      assertThat(versions(client.results("none", "meetingChanged"))).containsExactly(0L);
      log.append(stream(DAY), section(2, 1, "Crew"), note(3, 2, null, "Windy"));

      soon(() -> assertThat(client.results("later", "meetingChanged")).hasSize(1));
      assertThat(versions(client.results("later", "meetingChanged"))).containsExactly(2L);
    }
  }

  @Test
  void tells_nothing_twice_when_the_log_repeats_itself() {
    Commit first = log.append(stream(DAY), scheduled(DAY));
    try (SocketClient client = socket(service.base())) {
      client.subscribe("a", meetingChanged(DAY, ",after:-1"));
      soon(() -> assertThat(client.results("a", "meetingChanged")).hasSize(1));
      // only now: a series is told of from what is there when it is asked for
      client.subscribe("s", seriesChanged(""));
      soon(() -> assertThat(client.results("s", "seriesChanged")).hasSize(1));
      Commit second = log.append(stream(DAY), section(2, 1, "Crew"));
      log.publish(first);
      log.publish(second);
      log.publish(second);
      log.append(stream(DAY), note(3, 2, null, "Windy"));

      soon(
          () ->
              assertThat(versions(client.results("a", "meetingChanged")))
                  .containsExactly(0L, 1L, 2L));
      soon(
          () ->
              assertThat(places(client.results("s", "seriesChanged")))
                  .containsExactly(stream(DAY) + "@1", stream(DAY) + "@2"));
    }
  }

  @Test
  void tells_of_a_series_with_all_its_meetings_and_can_be_gone_on_with() {
    log.append(Sample.SERIES.stream(), Sample.series());
    log.append(stream(DAY), scheduled(DAY), section(2, 1, "Crew"));
    log.append("meeting/engine-room/2020-05-04", scheduled(DAY));
    awaitVersion(DAY, 1);
    String cursor;
    try (SocketClient client = socket(service.base())) {
      client.subscribe("s", seriesChanged(""));
      soon(() -> assertThat(client.results("s", "seriesChanged")).hasSize(1));
      cursor = client.results("s", "seriesChanged").getFirst().get("cursor").asString();
      assertThat(places(client.results("s", "seriesChanged"))).isEmpty();

      log.append(stream(DAY), note(3, 2, null, "Windy"));
      log.append(stream(NEXT_DAY), scheduled(NEXT_DAY), section(2, 1, "Crew"));
      log.append(Sample.SERIES.stream(), new SeriesEvent.SectionDefined("Stairs"));

      soon(() -> assertThat(places(client.results("s", "seriesChanged"))).hasSize(4));
      assertThat(places(client.results("s", "seriesChanged")))
          .containsExactlyInAnyOrder(
              stream(DAY) + "@2",
              stream(NEXT_DAY) + "@0",
              stream(NEXT_DAY) + "@1",
              "series/lamp-room@3");
    }
    try (EventClient again =
        new EventClient(
            service.request("/graphql", "reader"),
            seriesChanged(",after:\"%s\"".formatted(cursor)))) {
      soon(() -> assertThat(places(again.results("seriesChanged"))).hasSize(4));
      log.append(stream(NEXT_DAY), note(3, 2, null, "Calm"));
      soon(
          () ->
              assertThat(places(again.results("seriesChanged")))
                  .containsExactly(
                      stream(DAY) + "@2",
                      stream(NEXT_DAY) + "@0",
                      stream(NEXT_DAY) + "@1",
                      "series/lamp-room@3",
                      stream(NEXT_DAY) + "@2"));
      assertThat(again.results("seriesChanged").getFirst().at("/series/name").asString())
          .isEqualTo("Lamp room");
    }
  }

  @Test
  void is_closed_for_a_restart_and_goes_on_afterwards_without_a_gap() {
    log.append(stream(DAY), scheduled(DAY), section(2, 1, "Crew"));
    String cursor;
    try (SocketClient client = socket(service.base());
        EventClient events =
            new EventClient(
                service.request("/graphql", "reader"), meetingChanged(DAY, ",after:-1"))) {
      client.subscribe("a", meetingChanged(DAY, ",after:-1")).subscribe("s", seriesChanged(""));
      soon(() -> assertThat(versions(client.results("a", "meetingChanged"))).hasSize(2));
      soon(() -> assertThat(client.results("s", "seriesChanged")).isNotEmpty());
      soon(() -> assertThat(versions(events.results("meetingChanged"))).hasSize(2));
      awaitVersion(DAY, 1);

      service.restart(() -> log.append(stream(DAY), note(3, 2, null, "Windy")));

      soon(() -> assertThat(client.code()).isEqualTo(1012));
      soon(() -> assertThat(events.isOver()).isTrue());
      assertThat(events.isComplete()).isFalse();
      assertThat(versions(client.results("a", "meetingChanged"))).containsExactly(0L, 1L);
      cursor = client.results("s", "seriesChanged").getLast().get("cursor").asString();
    }
    try (SocketClient client = socket(service.base())) {
      client
          .subscribe("a", meetingChanged(DAY, ",after:1"))
          .subscribe("s", seriesChanged(",after:\"%s\"".formatted(cursor)));
      soon(() -> assertThat(versions(client.results("a", "meetingChanged"))).contains(2L));
      log.append(stream(DAY), note(4, 2, 3, "Calm"));
      soon(
          () ->
              assertThat(versions(client.results("a", "meetingChanged"))).containsExactly(2L, 3L));
      soon(
          () ->
              assertThat(places(client.results("s", "seriesChanged")))
                  .endsWith(stream(DAY) + "@3"));
      assertThat(places(client.results("s", "seriesChanged"))).doesNotHaveDuplicates();
    }
  }

  @Test
  void waits_while_all_views_are_made_anew_and_repeats_nothing() {
    log.append(Sample.SERIES.stream(), Sample.series());
    log.append(stream(DAY), scheduled(DAY), section(2, 1, "Crew"));
    for (int i = 3; i < 10; i++) {
      log.append(stream(DAY), note(i, 2, i == 3 ? null : i - 1, "Note " + i));
    }
    awaitVersion(DAY, 8);
    try (SocketClient client = socket(service.base())) {
      client.subscribe("a", meetingChanged(DAY, ",after:5")).subscribe("s", seriesChanged(""));
      soon(() -> assertThat(versions(client.results("a", "meetingChanged"))).hasSize(3));
      soon(() -> assertThat(client.results("s", "seriesChanged")).hasSize(1));

      for (String view : mongo.database().listCollectionNames()) {
        if (view.startsWith("view_") && !view.equals("view_format")) {
          mongo.database().getCollection(view).deleteMany(new Document());
        }
      }
      // reads the log from its beginning, and writes the views that the first one reads
      service.startAnother(Map.of("minutebook.kafka.group", "views-anew-" + mongo.name()));
      awaitVersion(DAY, 8);
      log.append(stream(DAY), note(10, 2, 9, "After all"));
      log.append(stream(NEXT_DAY), scheduled(NEXT_DAY));

      soon(
          () ->
              assertThat(versions(client.results("a", "meetingChanged")))
                  .containsExactly(6L, 7L, 8L, 9L));
      soon(
          () ->
              assertThat(places(client.results("s", "seriesChanged")))
                  .containsExactlyInAnyOrder(stream(DAY) + "@9", stream(NEXT_DAY) + "@0"));
    }
  }

  @Test
  void is_kept_through_a_rebuild_and_its_swap_without_a_gap_or_a_repetition() {
    log.append(stream(DAY), scheduled(DAY), section(2, 1, "Crew"));
    awaitVersion(DAY, 1);
    try (SocketClient client = socket(service.base())) {
      client.subscribe("a", meetingChanged(DAY, ",after:-1")).subscribe("s", seriesChanged(""));
      soon(() -> assertThat(versions(client.results("a", "meetingChanged"))).hasSize(2));
      soon(() -> assertThat(client.results("s", "seriesChanged")).isNotEmpty());
      int last = 2;
      for (int generation = 1; generation <= 2; generation++) {
        HttpResponse<String> begun =
            service.send(
                service.request("/rebuilds", "admin").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String rebuild = begun.headers().firstValue("Location").orElseThrow();
        boolean over = false;
        while (!over) {
          // something happens before, during and after the swap, as fast as it can be told
          last++;
          log.append(stream(DAY), note(last, 2, last == 3 ? null : last - 1, "Note " + last));
          if (last % AT_ONCE == 0) {
            long told = last - 1L;
            soon(() -> assertThat(versions(client.results("a", "meetingChanged"))).endsWith(told));
          }
          String state = service.get("admin", rebuild).body();
          assertThat(state).doesNotContain("FAILED");
          over = state.contains("DONE");
        }
        last++;
        log.append(stream(DAY), note(last, 2, last - 1, "Note " + last));
      }

      List<Long> all = LongStream.range(0, last).boxed().toList();
      soon(
          () ->
              assertThat(versions(client.results("a", "meetingChanged"))).endsWith(all.getLast()));
      assertThat(versions(client.results("a", "meetingChanged"))).isEqualTo(all);
      soon(
          () ->
              assertThat(places(client.results("s", "seriesChanged")))
                  .contains(stream(DAY) + "@" + all.getLast())
                  .doesNotHaveDuplicates());
      assertThat(places(client.results("s", "seriesChanged")))
          .containsSubsequence(
              all.stream().filter(v -> v > 1).map(v -> stream(DAY) + "@" + v).toList());
    }
  }

  @Test
  void is_told_by_each_of_several_instances() {
    String other = service.startAnother(Map.of());
    List<String> days = List.of("2020-06-01", "2020-06-08", "2020-06-15", "2020-06-22");
    try (SocketClient here = socket(service.base());
        SocketClient there = socket(other)) {
      here.subscribe("s", seriesChanged(""));
      there.subscribe("s", seriesChanged(""));
      for (String day : days) {
        there.subscribe(day, meetingChanged(day, ""));
        here.subscribe(day, meetingChanged(day, ""));
      }
      soon(() -> assertThat(here.results("s", "seriesChanged")).hasSize(1));
      soon(() -> assertThat(there.results("s", "seriesChanged")).hasSize(1));
      days.forEach(day -> log.append(stream(day), scheduled(day)));
      days.forEach(day -> log.append(stream(day), section(2, 1, "Crew")));

      List<String> all = new ArrayList<>();
      days.forEach(day -> all.addAll(List.of(stream(day) + "@0", stream(day) + "@1")));
      for (SocketClient client : List.of(here, there)) {
        soon(
            () ->
                assertThat(places(client.results("s", "seriesChanged")))
                    .containsExactlyInAnyOrderElementsOf(all));
        for (String day : days) {
          soon(
              () ->
                  assertThat(client.results(day, "meetingChanged").getLast().get("version").asInt())
                      .isEqualTo(1));
        }
      }
    }
  }

  @Test
  void misses_nothing_when_the_client_comes_and_goes() {
    log.append(stream(DAY), scheduled(DAY), section(2, 1, "Crew"));
    List<Long> told = new ArrayList<>();
    List<String> places = new ArrayList<>();
    long version = -1;
    String after = "";
    for (int i = 3; i < 33; i++) {
      log.append(stream(DAY), note(i, 2, i == 3 ? null : i - 1, "Note " + i));
      if (i % 3 == 0) {
        try (SocketClient client = socket(service.base())) {
          client
              .subscribe("a", meetingChanged(DAY, ",after:" + version))
              .subscribe("s", seriesChanged(after));
          soon(() -> assertThat(client.results("a", "meetingChanged")).isNotEmpty());
          soon(() -> assertThat(client.results("s", "seriesChanged")).isNotEmpty());
          List<JsonNode> updates = client.results("a", "meetingChanged");
          told.addAll(versions(updates));
          version = updates.getLast().get("version").asLong();
          List<JsonNode> ofSeries = client.results("s", "seriesChanged");
          places.addAll(places(ofSeries));
          after = ",after:\"" + ofSeries.getLast().get("cursor").asString() + "\"";
        }
      }
    }
    long last = version;
    assertThat(told).containsExactlyElementsOf(LongStream.rangeClosed(0, last).boxed().toList());
    assertThat(places)
        .doesNotHaveDuplicates()
        .isSubsetOf(
            LongStream.rangeClosed(0, 32).mapToObj(each -> stream(DAY) + "@" + each).toList());
    for (int i = 1; i < places.size(); i++) {
      assertThat(number(places.get(i))).isEqualTo(number(places.get(i - 1)) + 1);
    }
  }

  private static long number(String place) {
    return Long.parseLong(place.substring(place.indexOf('@') + 1));
  }

  @Test
  void gets_one_large_update_for_many_when_its_reader_is_slow() {
    LiveSettings settings = new LiveSettings(Duration.ofMillis(50), Duration.ofSeconds(5), 1, 100);
    log.append(stream(DAY), scheduled(DAY));
    awaitVersion(DAY, 0);
    try (LiveStreams live = new LiveStreams(mongo.views(), settings)) {
      live.start();
      SlowReader<MeetingUpdate> reader = new SlowReader<>();
      live.meeting(meeting(DAY), -1L).subscribe(reader);
      reader.ask();
      soon(() -> assertThat(reader.updates).hasSize(1));
      assertThatThrownBy(() -> live.meeting(meeting(NEXT_DAY), null))
          .isInstanceOf(LiveStreams.TooManySubscriptions.class);
      log.append(stream(DAY), section(2, 1, "Crew"));
      for (int i = 3; i < 23; i++) {
        log.append(stream(DAY), note(i, 2, i == 3 ? null : i - 1, "Note " + i));
      }
      awaitVersion(DAY, 21);
      assertThat(reader.updates).hasSize(1);

      reader.ask();
      soon(() -> assertThat(reader.updates).hasSize(2));
      assertThat(reader.updates.getLast().changes()).hasSize(21);
      assertThat(reader.updates.getLast().meeting().version()).isEqualTo(21);
      reader.ask();
      log.append(stream(DAY), note(23, 2, 22, "Live"));
      soon(() -> assertThat(reader.updates).hasSize(3));
      reader.end();
      assertThat(live.open()).isZero();
    }
  }

  @Test
  void goes_on_with_whatever_is_told_next_when_the_views_could_not_be_read() {
    LiveSettings settings = new LiveSettings(Duration.ofMillis(50), Duration.ofHours(1), 1, 100);
    log.append(stream(DAY), scheduled(DAY));
    awaitVersion(DAY, 0);
    MongoCollection<Document> history = mongo.database().getCollection("view_history");
    Document event =
        Objects.requireNonNull(history.find(new Document("stream", stream(DAY))).first());
    history.updateOne(new Document("_id", event.get("_id")), Updates.unset("at"));
    try (LiveStreams live = new LiveStreams(mongo.views(), settings)) {
      SlowReader<SeriesUpdate> reader = new SlowReader<>();
      live.series(Sample.SERIES, new SeriesCursor(Sample.SERIES, -1, Map.of())).subscribe(reader);
      reader.ask();
      soon(() -> assertThat(live.failed()).isOne());
      history.replaceOne(new Document("_id", event.get("_id")), event);
      assertThat(reader.updates).isEmpty();

      live.moved(List.of(new HeadsListener.Head(stream(DAY), 0)));

      soon(() -> assertThat(reader.updates).hasSize(1));
      assertThat(live.failed()).isZero();
      reader.end();
    }
  }

  /** Asks for the next update when it is told to. */
  private static final class SlowReader<U> implements Flow.Subscriber<U> {
    private final List<U> updates = new CopyOnWriteArrayList<>();
    private Flow.@Nullable Subscription subscription;

    void ask() {
      Objects.requireNonNull(subscription).request(1);
    }

    void end() {
      Objects.requireNonNull(subscription).cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(U update) {
      updates.add(update);
    }

    @Override
    public void onError(Throwable problem) {
      throw new AssertionError(problem);
    }

    @Override
    public void onComplete() {}
  }
}
