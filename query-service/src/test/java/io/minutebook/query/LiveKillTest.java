package io.minutebook.query;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.log.Commit;
import io.minutebook.query.testing.EventClient;
import io.minutebook.query.testing.QueryProcess;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.SocketClient;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestKeys;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What subscribers are told by a service that is killed again and again while it tells them. */
@DisplayName("A subscription to a service that is killed")
class LiveKillTest {

  private static final int KILLS = Integer.getInteger("minutebook.test.kills", 1);
  private static final List<String> DAYS = List.of("2020-05-04", "2020-05-11", "2020-05-18");

  private final TestKeys keys = new TestKeys();
  private final Map<String, Object> properties = new HashMap<>();

  /** The last version of each stream, as the store acknowledged it. */
  private final Map<String, Long> written = new HashMap<>();

  private TestMongo mongo;
  private TestLog log;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    mongo =
        System.getProperty("minutebook.test.mongodb-uri", "").isEmpty()
            ? TestMongo.embedded()
            : TestMongo.realEngine();
    TestBroker broker = TestBroker.shared();
    String topic = broker.newTopic(3);
    log = new TestLog(broker, topic, mongo);
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.put("minutebook.mongodb.uri", mongo.uri());
    properties.put("minutebook.mongodb.database", mongo.name());
    properties.put("minutebook.kafka.bootstrap-servers", broker.bootstrapServers());
    properties.put("minutebook.kafka.topic", topic);
    properties.put("minutebook.kafka.group", "views-" + topic);
    // started again under its name it does not wait for the one that was killed
    properties.put("minutebook.kafka.instance", "the-only-one");
    // so that a meeting's updates are cut into several, and some are under way when it is killed
    properties.put("minutebook.live.changes-per-update", 2);
    properties.put(
        "minutebook.security.public-key-location", keys.writePublicKey(directory).toUri());
  }

  @AfterEach
  void stop() {
    log.close();
    mongo.close();
  }

  @Test
  void goes_on_where_it_was_and_tells_everything_once_and_in_order() throws Exception {
    List<Follower> followers =
        Stream.of(Transport.values())
            .flatMap(way -> Stream.of(new Follower(way, "meeting"), new Follower(way, "series")))
            .toList();
    AtomicBoolean goOn = new AtomicBoolean(true);
    Thread writer = null;
    try {
      for (int run = 0; run <= KILLS; run++) {
        try (QueryProcess service = QueryProcess.start(properties)) {
          followers.forEach(follower -> follower.connect(service.base()));
          if (writer == null) {
            followers.forEach(Follower::awaitBeginning);
            writer = Thread.ofPlatform().start(() -> write(goOn));
          }
          // each is told of something new by this process, while more is written
          for (Follower follower : followers) {
            soon(() -> assertThat(follower.places()).hasSizeGreaterThan(follower.toldBefore + 5));
          }
          if (run == KILLS) {
            goOn.set(false);
            writer.join();
            for (Follower follower : followers) {
              soon(() -> assertThat(follower.places()).containsAll(follower.expected()));
            }
          } else {
            service.kill();
          }
          followers.forEach(Follower::disconnect);
        }
      }
    } finally {
      goOn.set(false);
      if (writer != null) {
        writer.join();
      }
    }

    for (Follower follower : followers) {
      assertThat(inOrder(follower.told))
          .as(follower.toString())
          .isEqualTo(inOrder(follower.expected()));
    }
  }

  /** What is written from the first subscription to the last, whether or not the service runs. */
  private void write(AtomicBoolean goOn) {
    appended(log.append(Sample.SERIES.stream(), Sample.series()));
    for (String day : DAYS) {
      appended(log.append(meeting(day).stream(), scheduled(day), section(2, 1, "Crew")));
    }
    for (int entry = 3; goOn.get(); entry++) {
      for (String day : DAYS) {
        appended(
            log.append(
                meeting(day).stream(),
                note(entry, 2, entry == 3 ? null : entry - 1, "Note " + entry)));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
    }
  }

  private void appended(Commit commit) {
    written.put(commit.stream(), commit.version() + commit.events().size() - 1);
  }

  /** The versions of each stream in the order in which they were told. */
  private static Map<String, List<Long>> inOrder(List<Place> places) {
    return places.stream()
        .collect(
            Collectors.groupingBy(
                Place::stream, Collectors.mapping(Place::version, Collectors.toList())));
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }

  private record Place(String stream, long version) {}

  private enum Transport {
    SOCKET,
    SERVER_SENT_EVENTS
  }

  /** A client that subscribes again with the last version or cursor that it was told. */
  private final class Follower {
    private final Transport transport;
    private final String field;
    private final String ofWhat;

    /** What it was told by those that were killed. */
    private final List<Place> told = new ArrayList<>();

    private int toldBefore;
    private String after = "";
    private Runnable end = () -> {};
    private Function<String, List<JsonNode>> results = _ -> List.of();

    Follower(Transport transport, String ofWhat) {
      this.transport = transport;
      this.ofWhat = ofWhat;
      this.field = ofWhat + "Changed";
      if (isOfMeeting()) {
        after = ",after:-1";
      }
    }

    private boolean isOfMeeting() {
      return ofWhat.equals("meeting");
    }

    void connect(String base) {
      String query =
          isOfMeeting()
              ? "subscription{meetingChanged(meeting:\"%s\"%s){version changes{stream version}}}"
                  .formatted(meeting(DAYS.getFirst()), after)
              : "subscription{seriesChanged(series:\"%s\"%s){cursor changes{stream version}}}"
                  .formatted(Sample.SERIES, after);
      String token = keys.token(Duration.ofHours(1), "reader");
      switch (transport) {
        case SOCKET -> {
          SocketClient client = SocketClient.open(base, token).init(null);
          client.subscribe("a", query);
          results = of -> client.results("a", of);
          end = client::close;
        }
        case SERVER_SENT_EVENTS -> {
          EventClient client =
              new EventClient(
                  HttpRequest.newBuilder(URI.create(base + "/graphql"))
                      .header("Authorization", "Bearer " + token),
                  query);
          results = client::results;
          end = client::close;
        }
      }
    }

    /** A series is told of from what is there when it is asked for, which is nothing yet. */
    void awaitBeginning() {
      if (!isOfMeeting()) {
        soon(() -> assertThat(results.apply(field)).isNotEmpty());
      }
    }

    List<Place> places() {
      List<Place> all = new ArrayList<>(told);
      all.addAll(placesOf(results.apply(field)));
      return all;
    }

    private List<Place> placesOf(List<JsonNode> updates) {
      List<Place> places = new ArrayList<>();
      for (JsonNode update : updates) {
        for (JsonNode change : update.get("changes")) {
          places.add(new Place(change.get("stream").asString(), change.get("version").asLong()));
        }
      }
      return places;
    }

    /** Hears no more, and keeps what it needs to go on. */
    void disconnect() {
      end.run();
      List<JsonNode> updates = results.apply(field);
      told.addAll(placesOf(updates));
      toldBefore = told.size();
      if (!updates.isEmpty()) {
        JsonNode last = updates.getLast();
        after =
            isOfMeeting()
                ? ",after:" + last.get("version").asLong()
                : ",after:\"" + last.get("cursor").asString() + "\"";
      }
    }

    /** All that was written; to be asked when nothing is written any more. */
    List<Place> expected() {
      List<Place> all = new ArrayList<>();
      written.forEach(
          (stream, last) -> {
            if (!isOfMeeting() || stream.equals(meeting(DAYS.getFirst()).stream())) {
              LongStream.rangeClosed(0, last).forEach(each -> all.add(new Place(stream, each)));
            }
          });
      return all;
    }

    @Override
    public String toString() {
      return ofWhat + " over " + transport;
    }
  }
}
