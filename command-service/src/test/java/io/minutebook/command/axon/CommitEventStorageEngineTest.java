package io.minutebook.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.minutebook.command.Context;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.MongoConnection;
import io.minutebook.command.eventstore.MongoProperties;
import io.minutebook.event.Event;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The engine on a store that speaks MongoDB's protocol. */
class CommitEventStorageEngineTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final AtomicInteger appended = new AtomicInteger();
  private final EventCodec codec = new EventCodec();
  private MongoServer server;
  private MongoClient client;
  private CommitStore store;
  private CommitEventStorageEngine engine;

  @BeforeEach
  void start() {
    server = new MongoServer(new MemoryBackend());
    server.bind();
    Duration patience = Duration.ofSeconds(5);
    client =
        MongoConnection.client(
            new MongoProperties(
                "mongodb://127.0.0.1:%d/?directConnection=true"
                    .formatted(server.getLocalAddress().getPort()),
                "unused",
                patience,
                patience,
                patience,
                DataSize.ofMegabytes(64)));
    store = new CommitStore(client.getDatabase("minutebook"), patience);
    engine = engine();
  }

  /** Another instance on the same store. */
  private CommitEventStorageEngine engine() {
    return new CommitEventStorageEngine(
        store, codec, Clock.fixed(NOON, ZoneOffset.UTC), commit -> appended.incrementAndGet());
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
  }

  private static DomainEventMessage<Event> event(String stream, long version, String command) {
    CommitContext context =
        CommitContext.of(
            command,
            new Context(
                "ada",
                "bob",
                NOON.minusSeconds(60),
                "key",
                "f-" + command,
                "together",
                "late news",
                Map.of("revision", "abc")),
            "RenameSeries");
    return new GenericDomainEventMessage<>(
        "", stream, version, new SeriesRenamed("name " + version), context.asMetaData());
  }

  @Test
  void the_events_of_a_unit_of_work_are_one_commit_with_all_that_the_context_says() {
    engine.appendEvents(event("s", 0, "c1"), event("s", 1, "c1"));
    engine.appendEvents(event("s", 2, "c2"));

    List<Commit> commits = store.load("s", 0);
    assertThat(commits).extracting(Commit::commandId).containsExactly("c1", "c2");
    Commit first = commits.getFirst();
    assertThat(first.events()).hasSize(2);
    assertThat(first.fingerprint()).isEqualTo("f-c1");
    assertThat(first.at()).isEqualTo(NOON);
    assertThat(first.occurredAt()).isEqualTo(NOON.minusSeconds(60));
    assertThat(codec.recorded(first).getFirst().meta())
        .satisfies(
            meta -> {
              assertThat(meta.actor()).isEqualTo("ada");
              assertThat(meta.onBehalfOf()).isEqualTo("bob");
              assertThat(meta.command()).isEqualTo("RenameSeries");
              assertThat(meta.correlation()).isEqualTo("together");
              assertThat(meta.reason()).isEqualTo("late news");
              assertThat(meta.provenance()).containsEntry("revision", "abc");
            });
    assertThat(commits.getLast().follows(first.head())).isTrue();
    assertThat(appended).hasValue(2);
  }

  @Test
  void the_events_are_read_back_from_any_version_on() {
    engine.appendEvents(event("s", 0, "c1"), event("s", 1, "c1"), event("s", 2, "c1"));
    engine.appendEvents(event("s", 3, "c2"));

    var events = engine().readEvents("s", 1);

    assertThat(events.asStream().<Object>map(DomainEventMessage::getPayload))
        .containsExactly(
            new SeriesRenamed("name 1"), new SeriesRenamed("name 2"), new SeriesRenamed("name 3"));
    assertThat(events.getLastSequenceNumber()).isEqualTo(3);
    assertThat(engine.readEvents("none").hasNext()).isFalse();
    assertThat(engine.lastSequenceNumberFor("s")).contains(3L);
    assertThat(engine.lastSequenceNumberFor("none")).isEmpty();
  }

  @Test
  void what_is_not_one_commit_of_one_stream_is_refused_and_nothing_is_stored() {
    assertThatThrownBy(() -> engine.appendEvents(event("s", 0, "c"), event("t", 0, "c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.appendEvents(event("s", 0, "c"), event("s", 2, "c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                engine.appendEvents(
                    List.of(event("s", 0, "c"), new GenericEventMessage<>(new SeriesRenamed("x")))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.appendEvents(event("s", 1, "c")))
        .isInstanceOf(ConcurrencyException.class);
    engine.appendEvents(List.of());

    assertThat(client.getDatabase("minutebook").getCollection("commits").countDocuments()).isZero();
    assertThat(appended).hasValue(0);
  }

  @Test
  void a_second_append_in_a_unit_of_work_is_refused() {
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
    try {
      engine.appendEvents(event("s", 0, "c1"));
      assertThatThrownBy(() -> engine.appendEvents(event("s", 1, "c1")))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      unit.rollback();
    }
    assertThat(store.load("s", 0)).hasSize(1);
  }

  @Test
  void a_stream_that_has_gone_on_elsewhere_is_a_conflict() {
    engine.appendEvents(event("s", 0, "c1"));
    engine().appendEvents(event("s", 1, "c2"));

    assertThatThrownBy(() -> engine.appendEvents(event("s", 1, "c3")))
        .isInstanceOf(ConcurrencyException.class);
    engine.appendEvents(event("s", 2, "c3"));
    assertThat(store.load("s", 0)).hasSize(3);
  }

  @Test
  void a_command_that_is_stored_already_is_said_to_be_so_with_its_commit() {
    engine.appendEvents(event("s", 0, "c1"));

    assertThatThrownBy(() -> engine.appendEvents(event("s", 1, "c1")))
        .isInstanceOfSatisfying(
            AlreadyDecided.class,
            e -> assertThat(e.first()).isEqualTo(store.load("s", 0).getFirst()));
    assertThat(appended).hasValue(1);
  }

  @Test
  void nothing_can_track_it_or_leave_snapshots() {
    assertThatThrownBy(() -> engine.readEvents(new GlobalSequenceTrackingToken(0), false))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(engine::createHeadToken).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(engine::createTailToken).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> engine.createTokenAt(NOON)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> engine.storeSnapshot(event("s", 0, "c")))
        .isInstanceOf(RuntimeException.class);
    assertThat(engine.readSnapshot("s")).isEmpty();
  }
}
