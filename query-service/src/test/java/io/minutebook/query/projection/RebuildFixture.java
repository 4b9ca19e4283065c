package io.minutebook.query.projection;

import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.queue;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minutebook.event.Event;
import io.minutebook.query.audit.Audit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.audit.Progress;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.testing.TestLog;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.HeadsListener;
import io.minutebook.query.view.RebuildRecords;
import io.minutebook.query.view.RebuildRecords.State;
import io.minutebook.query.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A log, a database, and instances that follow the one into the other and rebuild. */
final class RebuildFixture implements AutoCloseable {

  static final List<String> DAYS =
      List.of("2020-05-04", "2020-05-11", "2020-05-18", "2020-05-25", "2020-06-01");

  private static final Rebuilds.Times TIMES =
      new Rebuilds.Times(Duration.ofSeconds(2), Duration.ofSeconds(1));

  final TestMongo mongo;
  final TestBroker broker = TestBroker.shared();
  final String topic = broker.newTopic(3);
  final TestLog log;
  final Views views;
  private final List<Runnable> running = new ArrayList<>();

  RebuildFixture(TestMongo mongo) {
    this.mongo = mongo;
    log = new TestLog(broker, topic, mongo);
    views = mongo.views();
    views.prepare();
  }

  static String stream(String day) {
    return meeting(day).stream();
  }

  Projection.Source source() {
    return new Projection.Source(broker.bootstrapServers(), topic, "views-" + topic);
  }

  /** Another instance, with views of its own. */
  Projection follow() {
    Projection projection = new Projection(source(), mongo.views(), Clock.systemUTC());
    projection.start();
    running.add(projection::stop);
    return projection;
  }

  Rebuilds rebuilds() {
    return rebuilds(store -> store);
  }

  /** Another instance that rebuilds, a few records at a time, through such a store. */
  Rebuilds rebuilds(UnaryOperator<ViewStore> around) {
    Rebuilds rebuilds =
        new Rebuilds(
            source(),
            mongo.views(),
            Clock.systemUTC(),
            TIMES,
            ProjectionListener.NONE,
            HeadsListener.NONE,
            around,
            new Pace(1, 40, Duration.ofMillis(50), 3, 1));
    rebuilds.start();
    running.add(rebuilds::stop);
    return rebuilds;
  }

  /** A series and meetings with an entry of every kind, each followed. */
  void record() {
    log.append(Sample.SERIES.stream(), Sample.series());
    for (int commit = 0; commit < 3; commit++) {
      for (String day : DAYS) {
        Event[] events = Sample.full(day).get(commit);
        log.append(stream(day), events);
      }
    }
    for (String day : DAYS) {
      awaitVersion(day, 18);
    }
  }

  /** A meeting with a number of commits. */
  void record(String day, int commits) {
    log.append(stream(day), scheduled(day), section(2, 1, "Crew"));
    for (int i = 0; i < commits; i++) {
      Integer after = i == 0 ? null : i + 2;
      log.append(
          stream(day),
          i % 2 == 0
              ? note(i + 3, 2, after, "Note " + i)
              : queue(i + 3, 2, after, "Post", i, null));
    }
  }

  void awaitVersion(String day, long version) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(views.minutes().versionOf(stream(day)))
                    .as(day)
                    .isEqualTo(OptionalLong.of(version)));
  }

  /** Has all views, or one, be made anew, and waits until that is over. */
  RebuildRecords.Rebuild rebuild(Rebuilds rebuilds, String... view) {
    return awaitEnd(
        rebuilds, rebuilds.request(view.length == 0 ? null : view[0]).orElseThrow().generation());
  }

  RebuildRecords.Rebuild awaitEnd(Rebuilds rebuilds, int generation) {
    return await()
        // those that are killed end their threads
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> rebuilds.find(generation).orElseThrow(),
            rebuild -> rebuild.state() == State.DONE || rebuild.state() == State.FAILED);
  }

  void awaitGeneration(int generation) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(20))
        .until(() -> views.generation().number() == generation);
  }

  /** What an audit finds that folds everything afresh. */
  List<Finding> findings() {
    try (Audit audit =
        Audit.open(
            new Audit.Source(mongo.uri(), mongo.name(), broker.bootstrapServers(), topic),
            Duration.ofSeconds(20))) {
      return audit.verify(Progress.NONE).findings();
    }
  }

  List<String> collections() {
    return mongo.database().listCollectionNames().into(new ArrayList<>());
  }

  @Override
  public void close() {
    running.reversed().forEach(Runnable::run);
    log.close();
    mongo.close();
  }
}
