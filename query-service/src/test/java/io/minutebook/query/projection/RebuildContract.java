package io.minutebook.query.projection;

import static io.minutebook.query.projection.RebuildFixture.DAYS;
import static io.minutebook.query.projection.RebuildFixture.stream;
import static io.minutebook.query.testing.Sample.meeting;
import static io.minutebook.query.testing.Sample.note;
import static io.minutebook.query.testing.Sample.queue;
import static io.minutebook.query.testing.Sample.scheduled;
import static io.minutebook.query.testing.Sample.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minutebook.log.Commit;
import io.minutebook.query.audit.Finding;
import io.minutebook.query.testing.TestMongo;
import io.minutebook.query.view.Change;
import io.minutebook.query.view.NotReady;
import io.minutebook.query.view.Page;
import io.minutebook.query.view.ParkedStreams.Parked;
import io.minutebook.query.view.RebuildRecords.Rebuild;
import io.minutebook.query.view.RebuildRecords.State;
import io.minutebook.query.view.StoredMinutes;
import io.minutebook.query.view.Views;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What making the views anew promises, on a real broker and whatever speaks MongoDB's protocol. */
@DisplayName("A rebuild")
abstract class RebuildContract {

  private static final Page.Wanted ALL = new Page.Wanted(1000, Optional.empty());
  private static final byte[] POISON =
      "{\"data\":{},\"meta\":{\"actor\":\"ada\",\"command\":\"Sing\"},\"type\":\"Sung.v1\"}"
          .getBytes(StandardCharsets.UTF_8);

  private RebuildFixture fixture;
  private Views views;

  abstract TestMongo open();

  @BeforeEach
  void open_a_log_and_a_database() {
    fixture = new RebuildFixture(open());
    views = fixture.views;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Asks again and again, until it is stopped, and says what was answered otherwise. */
  private final class Reader {
    private final StoredMinutes minutes = views.minutes().find(meeting(DAYS.get(0))).orElseThrow();
    private final List<Change> history = history(DAYS.get(1));
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<Void> asking = CompletableFuture.runAsync(this::ask);

    private void ask() {
      while (!stopping.get()) {
        assertThat(views.minutes().find(meeting(DAYS.get(0)))).hasValue(minutes);
        assertThat(history(DAYS.get(1))).isEqualTo(history);
        assertThat(views.series().all()).hasSize(1);
        asked.incrementAndGet();
      }
    }

    int stop() {
      stopping.set(true);
      asking.join();
      return asked.get();
    }
  }

  private List<Change> history(String day) {
    return views.history().changes(stream(day), Long.MAX_VALUE, null, ALL).nodes();
  }

  @Test
  void is_not_noticed_by_those_who_ask_meanwhile() {
    fixture.follow();
    Rebuilds rebuilds = fixture.rebuilds();
    fixture.record();
    Reader reader = new Reader();

    int generation = rebuilds.request(null).orElseThrow().generation();
    List<Rebuild> seen = new ArrayList<>();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              seen.add(rebuilds.find(generation).orElseThrow());
              return seen.getLast().state() == State.DONE || seen.getLast().state() == State.FAILED;
            });

    Rebuild rebuild = seen.getLast();
    assertThat(rebuild.state()).as(rebuild.problem()).isEqualTo(State.DONE);
    assertThat(rebuild.done()).isEqualTo(rebuild.total()).isPositive();
    assertThat(seen.stream().map(Rebuild::done).toList()).isSorted();
    assertThat(seen).allMatch(each -> each.done() <= each.total());
    fixture.awaitGeneration(1);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(fixture.collections()) // which go one after the other
                    .contains("view_1_minutes", "view_1_history")
                    .doesNotContain("view_minutes", "view_history"));
    assertThat(reader.stop()).isPositive();
    assertThat(fixture.findings()).isEmpty();
    fixture.log.append(stream(DAYS.get(0)), note(23, 18, 22, "Fog"));
    fixture.awaitVersion(DAYS.get(0), 19);
  }

  @Test
  void has_read_everything_once_its_views_answer_even_where_that_was_not_noted_yet() {
    views.rebuilds().note(Rebuild.requested(0, null, Instant.EPOCH).running(40, 98, 1));

    Rebuild rebuild = fixture.rebuilds().find(0).orElseThrow();

    assertThat(rebuild.state()).isEqualTo(State.DONE);
    assertThat(rebuild.done()).isEqualTo(98);
  }

  @Test
  void mends_what_was_changed_behind_the_programs_back() {
    fixture.follow();
    fixture.record();
    fixture
        .mongo
        .database()
        .getCollection("view_history")
        .updateOne(
            new Document("_id", stream(DAYS.get(0)) + "@4"),
            new Document("$set", new Document("actor", "mallory")));
    assertThat(fixture.findings()).hasSize(1);

    assertThat(fixture.rebuild(fixture.rebuilds()).state()).isEqualTo(State.DONE);

    fixture.awaitGeneration(1);
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void loses_nothing_of_what_is_written_meanwhile_by_several_instances() {
    Projection first = fixture.follow();
    Projection second = fixture.follow();
    Rebuilds rebuilds = fixture.rebuilds();
    fixture.rebuilds();
    fixture.record();
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger notes = new AtomicInteger();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              while (!enough.get()) {
                int note = notes.getAndIncrement();
                for (String day : DAYS) {
                  fixture.log.append(stream(day), note(23 + note, 18, 22 + note, "Note " + note));
                }
              }
            });

    Rebuild rebuild = fixture.rebuild(rebuilds);
    second.stop();
    fixture.awaitGeneration(1);
    enough.set(true);
    writing.join();

    assertThat(rebuild.state()).as(rebuild.problem()).isEqualTo(State.DONE);
    DAYS.forEach(day -> fixture.awaitVersion(day, 18L + notes.get()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(first.status().generation()).isEqualTo(1));
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void goes_on_elsewhere_wherever_it_dies() {
    fixture.follow();
    fixture.record();
    int generation = 0;
    for (int fatal : List.of(0, 1, 2, 3, 4, 5, 6, 10)) {
      AtomicInteger calls = new AtomicInteger();
      CompletableFuture<Void> dead = new CompletableFuture<>();
      Rebuilds dying =
          fixture.rebuilds(
              store ->
                  new DyingStore(
                      store,
                      calls,
                      fatal,
                      () -> {
                        dead.complete(null);
                        // nobody else who waits in this JVM is to take it for their failure
                        Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
                        throw new AssertionError("killed at " + fatal);
                      }));
      generation = dying.request(null).orElseThrow().generation();
      dead.orTimeout(30, TimeUnit.SECONDS).join();
      Rebuilds living = fixture.rebuilds();

      Rebuild rebuild = fixture.awaitEnd(living, generation);
      living.stop();

      assertThat(rebuild.state()).as("killed at %d", fatal).isEqualTo(State.DONE);
      fixture.awaitGeneration(generation);
      assertThat(fixture.findings()).as("killed at %d", fatal).isEmpty();
    }
  }

  @Test
  void tries_again_when_the_database_does_not_answer() {
    fixture.follow();
    fixture.record();
    AtomicInteger calls = new AtomicInteger();
    for (int fatal : List.of(1, 4, 6)) {
      calls.set(0);
      Rebuilds rebuilds =
          fixture.rebuilds(
              store ->
                  new DyingStore(
                      store,
                      calls,
                      fatal,
                      () -> {
                        throw new IllegalStateException("no answer");
                      }));

      Rebuild rebuild = fixture.rebuild(rebuilds);
      rebuilds.stop();

      assertThat(rebuild.state()).isEqualTo(State.DONE);
      fixture.awaitGeneration(rebuild.generation());
      assertThat(fixture.findings()).isEmpty();
    }
  }

  @Test
  void is_handed_over_by_an_instance_that_stops() {
    fixture.follow();
    fixture.record();
    AtomicInteger calls = new AtomicInteger();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Rebuilds stopped =
        fixture.rebuilds(store -> new DyingStore(store, calls, 2, () -> begun.complete(null)));
    int generation = stopped.request(null).orElseThrow().generation();
    begun.orTimeout(30, TimeUnit.SECONDS).join();
    stopped.stop();

    assertThat(fixture.awaitEnd(fixture.rebuilds(), generation).state()).isEqualTo(State.DONE);
    fixture.awaitGeneration(generation);
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void is_the_only_one_at_a_time() {
    fixture.follow();
    fixture.record();
    Rebuilds one = fixture.rebuilds();
    Rebuilds other = fixture.rebuilds();

    int generation = one.request(null).orElseThrow().generation();
    assertThat(other.request(null)).isEmpty();
    assertThat(one.request("entries")).isEmpty();
    assertThat(other.atWork()).map(Rebuild::generation).hasValue(generation);

    assertThat(fixture.awaitEnd(other, generation).state()).isEqualTo(State.DONE);
    assertThat(other.atWork()).isEmpty();
    assertThat(fixture.rebuild(other).generation()).isEqualTo(generation + 1);
  }

  @Test
  void that_is_given_up_leaves_the_views_as_they_were() {
    fixture.follow();
    fixture.record();
    AtomicInteger calls = new AtomicInteger();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> given = new CompletableFuture<>();
    Rebuilds rebuilds =
        fixture.rebuilds(
            store ->
                new DyingStore(
                    store,
                    calls,
                    2,
                    () -> {
                      begun.complete(null);
                      given.join();
                    }));
    int generation = rebuilds.request(null).orElseThrow().generation();
    begun.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(rebuilds.giveUp(generation)).isTrue();
    given.complete(null);

    assertThat(rebuilds.giveUp(generation)).isFalse();
    assertThat(rebuilds.find(generation)).map(Rebuild::state).hasValue(State.FAILED);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> fixture.collections().stream().noneMatch(name -> name.startsWith("view_1_")));
    assertThat(views.generation().number()).isZero();
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void is_given_up_when_the_log_has_lost_what_the_views_know() {
    fixture.follow();
    fixture.record();
    fixture.broker.deleteRecords(fixture.topic, 2);
    Rebuilds rebuilds = fixture.rebuilds();

    Rebuild rebuild = fixture.rebuild(rebuilds);

    assertThat(rebuild.state()).isEqualTo(State.FAILED);
    assertThat(rebuild.problem()).contains("would lack").contains("lamp-room");
    assertThat(views.generation().number()).isZero();
    assertThat(views.minutes().find(meeting(DAYS.get(0)))).isPresent();
  }

  @Test
  void comes_to_the_same_with_repetitions_gaps_and_poison() {
    fixture.follow();
    fixture.record();
    Commit sent = fixture.log.append(stream("2021-01-04"), scheduled("2021-01-04"));
    Commit second =
        fixture.log.append(
            stream("2021-01-04"), section(2, 1, "Crew"), queue(3, 2, null, "Post", 7, null));
    fixture.log.publish(sent);
    fixture.log.publish(second, 1);
    fixture.log.publish(second);
    fixture.log.append(stream("2021-01-11"), scheduled("2021-01-11"));
    fixture.log.commit(stream("2021-01-11"), section(2, 1, "Lost"));
    fixture.log.append(stream("2021-01-11"), note(3, 2, null, "Windy"));
    fixture.log.append(stream("2021-01-18"), scheduled("2021-01-18"));
    fixture.log.publish(fixture.log.commitOf(stream("2021-01-18"), List.of(POISON)));
    awaitParked("2021-01-11");
    awaitParked("2021-01-18");
    List<String> parked = parked();

    Rebuild rebuild = fixture.rebuild(fixture.rebuilds());

    assertThat(rebuild.state()).as(rebuild.problem()).isEqualTo(State.DONE);
    fixture.awaitGeneration(1);
    assertThat(parked()).isEqualTo(parked);
    fixture.awaitVersion("2021-01-04", 2);
    fixture.awaitVersion("2021-01-18", 0);
    assertThat(history("2021-01-04")).hasSize(3);
    assertThat(fixture.findings())
        .as("what is not as it was folded afresh, but streams from where they were parked on")
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.stream()).isIn(stream("2021-01-11"), stream("2021-01-18"));
              assertThat(finding.version()).isPositive();
            });
  }

  private List<String> parked() {
    return views.parked().all().stream()
        .map(each -> each.stream() + "@" + each.version() + " " + each.reason())
        .sorted()
        .toList();
  }

  private void awaitParked(String day) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> views.parked().all().stream().map(Parked::stream).anyMatch(stream(day)::equals));
  }

  @Test
  void of_one_view_leaves_the_others_where_they_are() {
    fixture.follow();
    fixture.record();
    fixture
        .mongo
        .database()
        .getCollection("view_entries")
        .updateOne(
            new Document("stream", stream(DAYS.get(0))),
            new Document("$set", new Document("words", List.of())));
    assertThat(fixture.findings()).extracting(Finding::detail).hasSize(1);
    Rebuilds rebuilds = fixture.rebuilds();
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int week = 0; !enough.get(); week++) {
                fixture.record("2022-01-0%d-%d".formatted(week % 9 + 1, week / 9 + 2), 3);
              }
            });

    Rebuild rebuild = fixture.rebuild(rebuilds, "entries");
    enough.set(true);
    writing.join();

    assertThat(rebuild.state()).as(rebuild.problem()).isEqualTo(State.DONE);
    fixture.awaitGeneration(1);
    assertThat(fixture.findings()).isEmpty();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !fixture.collections().contains("view_entries"));
    assertThat(fixture.collections())
        .contains("view_1_entries", "view_1_minutes", "view_history")
        .doesNotContain("view_1_history");

    assertThat(fixture.rebuild(rebuilds).state()).isEqualTo(State.DONE);
    fixture.awaitGeneration(2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !fixture.collections().contains("view_history"));
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void is_known_to_be_over_when_nobody_could_say_so_any_more() {
    fixture.follow();
    fixture.record();
    Rebuilds rebuilds = fixture.rebuilds();
    Rebuild rebuild = fixture.rebuild(rebuilds);
    int never = rebuild.generation() + 7;
    views.rebuilds().note(rebuild.running(3, 99, 1));
    views.rebuilds().note(Rebuild.requested(never, null, Instant.EPOCH).running(3, 99, 1));

    assertThat(rebuilds.find(rebuild.generation()))
        .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(State.DONE));
    assertThat(rebuilds.find(never))
        .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(State.FAILED));
  }

  @Test
  void refuses_a_view_that_there_is_not() {
    Rebuilds rebuilds = fixture.rebuilds();

    assertThatThrownBy(() -> rebuilds.request("weather"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weather")
        .hasMessageContaining("history");
  }

  @Test
  void is_made_unasked_of_views_in_an_earlier_form_which_do_not_answer_meanwhile() {
    Projection projection = fixture.follow();
    fixture.record();
    fixture
        .mongo
        .database()
        .getCollection("view_format")
        .updateOne(new Document("_id", "views"), new Document("$set", new Document("format", 1)));
    Views anew = fixture.mongo.views();
    anew.prepare();
    assertThatThrownBy(() -> anew.minutes().find(meeting(DAYS.get(0))))
        .isInstanceOf(NotReady.class)
        .hasMessageContaining("form 1");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(projection.status().problem()).contains("form 1"));

    fixture.rebuilds();

    await().atMost(Duration.ofSeconds(30)).until(() -> isReady(anew));
    assertThat(anew.minutes().find(meeting(DAYS.get(0)))).isPresent();
    assertThat(anew.generation().number()).isEqualTo(1);
    fixture.log.append(stream(DAYS.get(0)), note(23, 18, 22, "Fog"));
    fixture.awaitVersion(DAYS.get(0), 19);
    assertThat(fixture.findings()).isEmpty();
  }

  private static boolean isReady(Views views) {
    try {
      return views.generation().number() > 0;
    } catch (NotReady e) {
      return false;
    }
  }

  @Test
  void a_parked_stream_is_tried_again_when_somebody_asks_for_it() {
    fixture.follow();
    fixture.log.append(stream("2021-01-18"), scheduled("2021-01-18"));
    fixture.log.publish(fixture.log.commitOf(stream("2021-01-18"), List.of(POISON)));
    awaitParked("2021-01-18");
    Instant since = views.parked().all().getFirst().since();

    assertThat(views.parked().askFor(stream("2021-01-18"))).isTrue();
    assertThat(views.parked().askFor(stream("2021-01-11"))).isFalse();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> views.parked().all().getFirst().since().isAfter(since));
    assertThat(views.parked().askedFor()).isEmpty();
    assertThat(new ArrayList<>(views.parked().all())).hasSize(1);
  }
}
