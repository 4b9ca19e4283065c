package io.minutebook.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.minutebook.command.Context;
import io.minutebook.command.Decisions;
import io.minutebook.command.Expected;
import io.minutebook.command.Outcome;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.meeting.EntryRef;
import io.minutebook.command.meeting.MeetingCommand;
import io.minutebook.command.meeting.MeetingCommand.AddNote;
import io.minutebook.command.meeting.MeetingCommand.AddSection;
import io.minutebook.command.meeting.MeetingCommand.PublishMinutes;
import io.minutebook.command.meeting.MeetingCommand.RewordEntry;
import io.minutebook.command.meeting.NamedCommand;
import io.minutebook.command.series.SeriesCommand.CreateSeries;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.RecordedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions from the request to the stored commit, on a store that speaks MongoDB's protocol. */
class DecisionsTest {

  private static final SeriesId SERIES = new SeriesId("weekly");
  private static final MeetingId MEETING = MeetingId.parse("weekly/2026-03-02");
  private static final String DOCUMENT = "# Weekly, 2 March 2026\n\n## Notes\n\n-   one\n";

  private final AtomicInteger appended = new AtomicInteger();
  private @Nullable MongoServer server;
  private MongoClient client;
  private MongoDatabase database;
  private CommitStore store;
  private CommandSide side;
  private Decisions decisions;

  @BeforeEach
  void start() {
    String uri = System.getProperty("minutebook.test.mongodb-uri", "");
    if (uri.isEmpty()) {
      server = new MongoServer(new MemoryBackend());
      server.bind();
      uri =
          "mongodb://127.0.0.1:%d/?directConnection=true&retryWrites=false"
              .formatted(server.getLocalAddress().getPort());
    }
    client = MongoClients.create(uri);
    database = client.getDatabase("minutebook-test-" + UUID.randomUUID());
    store = new CommitStore(database, Duration.ofSeconds(10));
    side = CommandSide.start(store, Clock.systemUTC(), 100, commit -> appended.incrementAndGet());
    decisions = side.decisions();
    decisions.decide(
        new Request.ForSeries(
            SERIES, new CreateSeries("Weekly"), new Expected.Unstated(), context("series")));
  }

  @AfterEach
  void stop() {
    side.close();
    database.drop();
    client.close();
    if (server != null) {
      server.shutdownNow();
    }
  }

  private static Context context(String key) {
    return context(key, "fingerprint of " + key);
  }

  private static Context context(String key, String fingerprint) {
    return new Context("ada", null, null, key, fingerprint, null, null, Map.of());
  }

  private static Request put(String document, Expected expected, String key) {
    return new Request.ForDocument(MEETING, document, false, false, expected, context(key));
  }

  private static Request command(String key, Expected expected, MeetingCommand command) {
    return new Request.ForMeeting(
        MEETING, List.of(new NamedCommand(null, command)), false, expected, context(key));
  }

  private static AddNote note(String under, String text) {
    return new AddNote(new EntryRef(under), null, null, null, text);
  }

  private static final Expected UNSTATED = new Expected.Unstated();

  @Test
  void a_document_becomes_one_commit_of_events_and_wakes_the_relay() {
    Outcome outcome = decisions.decide(put(DOCUMENT, new Expected.Absent(), "k1"));

    assertThat(outcome.version()).isEqualTo(2);
    assertThat(outcome.events())
        .containsExactly(
            "meeting/weekly/2026-03-02@0",
            "meeting/weekly/2026-03-02@1",
            "meeting/weekly/2026-03-02@2");
    assertThat(outcome.entries()).containsExactly("e1", "e2", "e3");
    List<Commit> commits = store.load(MEETING.stream(), 0);
    assertThat(commits).hasSize(1);
    assertThat(commits.getFirst().isIntact()).isTrue();
    assertThat(new EventCodec().recorded(commits.getFirst()).stream().map(e -> e.meta().command()))
        .containsExactly("ScheduleMeeting", "AddSection", "AddNote");
    assertThat(appended).hasValue(2);
  }

  @Test
  void the_same_document_again_stores_nothing() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));

    Outcome again = decisions.decide(put(DOCUMENT, new Expected.Existing(), "k2"));

    assertThat(again.events()).isEmpty();
    assertThat(again.version()).isEqualTo(2);
    assertThat(store.load(MEETING.stream(), 0)).hasSize(1);
  }

  @Test
  void a_document_over_existing_minutes_needs_a_precondition() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));

    assertRefused(put(DOCUMENT + "-   two\n", UNSTATED, "k2"), Refusal.Kind.PRECONDITION_REQUIRED);
    assertRefused(put(DOCUMENT, new Expected.Absent(), "k3"), Refusal.Kind.STALE);
    assertRefused(put(DOCUMENT, new Expected.Version(1), "k4"), Refusal.Kind.STALE);
    assertThat(
            decisions.decide(put(DOCUMENT + "-   two\n", new Expected.Version(2), "k5")).events())
        .containsExactly("meeting/weekly/2026-03-02@3");
  }

  private void assertRefused(Request request, Refusal.Kind kind) {
    assertThatThrownBy(() -> decisions.decide(request))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  @Test
  void into_a_series_that_does_not_exist_nothing_goes() {
    MeetingId elsewhere = MeetingId.parse("nowhere/2026-03-02");
    assertRefused(
        new Request.ForDocument(elsewhere, DOCUMENT, false, false, UNSTATED, context("k1")),
        Refusal.Kind.NOT_FOUND);
    assertThat(store.head(elsewhere.stream())).isEmpty();
  }

  @Test
  void a_dry_run_lists_the_commands_and_stores_nothing() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));

    Outcome outcome =
        decisions.decide(
            new Request.ForDocument(
                MEETING,
                DOCUMENT.replace("one", "one more"),
                true,
                false,
                UNSTATED,
                context("k2")));

    assertThat(outcome.commands())
        .containsExactly(new NamedCommand(null, new RewordEntry(new EntryRef("e3"), "one more")));
    assertThat(store.head(MEETING.stream()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void the_same_key_gets_the_first_answer_whatever_happened_since() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));
    Request request = command("k2", new Expected.Version(2), note("e2", "two"));
    Outcome first = decisions.decide(request);
    decisions.decide(command("k3", UNSTATED, note("e2", "three")));

    assertThat(decisions.decide(request)).isEqualTo(first);
    assertThat(first.entries()).containsExactly("e4");
  }

  @Test
  void the_same_key_for_another_request_is_refused() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));
    assertThatThrownBy(
            () ->
                decisions.decide(
                    new Request.ForDocument(
                        MEETING,
                        DOCUMENT,
                        false,
                        false,
                        new Expected.Existing(),
                        context("k1", "another"))))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
              assertThat(refusal.field()).isEqualTo("Idempotency-Key");
            });
  }

  @Test
  void a_list_is_one_commit_and_its_commands_may_name_what_they_make() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));

    Outcome outcome =
        decisions.decide(
            new Request.ForMeeting(
                MEETING,
                List.of(
                    new NamedCommand("x", new AddSection(null, null, null, null, "Later")),
                    new NamedCommand(null, note("$x", "inside"))),
                true,
                UNSTATED,
                context("k2")));

    assertThat(outcome.entries()).containsExactly("e4", "e5");
    assertThat(store.load(MEETING.stream(), 3)).hasSize(1);
  }

  @Test
  void a_refused_command_in_a_list_takes_all_of_it_back_and_is_named() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));

    assertThatThrownBy(
            () ->
                decisions.decide(
                    new Request.ForMeeting(
                        MEETING,
                        List.of(
                            new NamedCommand(null, note("e2", "fine")),
                            new NamedCommand(null, note("e99", "nowhere"))),
                        true,
                        UNSTATED,
                        context("k2"))))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("commands[1].under"));
    assertThat(store.head(MEETING.stream()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void another_instance_on_the_same_store_costs_a_retry_and_never_a_wrong_answer() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));
    try (CommandSide other = CommandSide.start(store, Clock.systemUTC(), 100, commit -> {})) {
      // Both have the meeting in their caches now.
      other.decisions().decide(command("k2", UNSTATED, note("e2", "by the other")));

      Outcome outcome = decisions.decide(command("k3", UNSTATED, note("e4", "under the other's")));
      assertThat(outcome.version()).isEqualTo(4);
      assertThat(outcome.entries()).containsExactly("e5");

      other.decisions().decide(command("k4", UNSTATED, note("e2", "again by the other")));
      assertThat(
              decisions.decide(command("k5", new Expected.Version(5), note("e2", "x"))).version())
          .isEqualTo(6);
      assertThat(decisions.decide(command("k4", UNSTATED, note("e2", "again by the other"))))
          .isEqualTo(
              other.decisions().decide(command("k4", UNSTATED, note("e2", "again by the other"))));
    }
  }

  /** As it is told to: a stream may change faster than one gets at it. */
  private static void decideHoweverOften(Decisions at, Request request) {
    while (true) {
      try {
        at.decide(request);
        return;
      } catch (Refusal e) {
        assertThat(e).hasMessageContaining("changing too fast");
      }
    }
  }

  @Test
  void commands_at_once_leave_no_gap_and_none_is_lost() throws Exception {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));
    int threads = 8;
    int each = 25;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads);
        CommandSide other = CommandSide.start(store, Clock.systemUTC(), 100, commit -> {})) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        Decisions at = t % 2 == 0 ? decisions : other.decisions();
        running.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    String name = "t" + thread + "n" + i;
                    decideHoweverOften(at, command(name, UNSTATED, note("e2", name)));
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    long expected = 0;
    for (Commit commit : store.load(MEETING.stream(), 0)) {
      for (RecordedEvent event : new EventCodec().recorded(commit)) {
        assertThat(event.version()).isEqualTo(expected++);
      }
    }
    assertThat(expected).isEqualTo(3 + threads * each);
  }

  @Test
  void one_command_sent_to_several_instances_at_once_is_stored_once_and_answered_alike()
      throws Exception {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));
    int keys = 40;
    List<CommandSide> instances = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CommitStore own = new CommitStore(database, Duration.ofSeconds(10));
      instances.add(CommandSide.start(own, Clock.systemUTC(), 100, commit -> {}));
    }
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<List<Future<Outcome>>> answers = new ArrayList<>();
      for (int k = 0; k < keys; k++) {
        Request request = command("key" + k, UNSTATED, note("e2", "note " + k));
        List<Future<Outcome>> ofOne = new ArrayList<>();
        for (CommandSide instance : instances) {
          ofOne.add(executor.submit(() -> instance.decisions().decide(request)));
          ofOne.add(executor.submit(() -> instance.decisions().decide(request)));
        }
        answers.add(ofOne);
        for (Future<Outcome> one : ofOne) {
          assertThat(one.get()).isEqualTo(ofOne.getFirst().get());
        }
      }
      assertThat(answers.stream().map(ofOne -> ofOne.getFirst().resultNow().version()))
          .doesNotHaveDuplicates();
    } finally {
      instances.forEach(CommandSide::close);
    }
    assertThat(store.head(MEETING.stream()).orElseThrow().version()).isEqualTo(2 + keys);
    // and by an instance that starts after all of that
    try (CommandSide later = CommandSide.start(store, Clock.systemUTC(), 100, commit -> {})) {
      Outcome again = later.decisions().decide(command("key0", UNSTATED, note("e2", "note 0")));
      assertThat(again.events()).containsExactly(MEETING.stream() + "@3");
    }
  }

  @Test
  void the_reason_of_a_correction_is_kept_with_its_events() {
    decisions.decide(put(DOCUMENT, UNSTATED, "k1"));
    decisions.decide(command("k2", UNSTATED, new PublishMinutes()));
    String corrected = DOCUMENT.replace("one", "one more") + "-   three\n";
    assertThatThrownBy(() -> decisions.decide(put(corrected, new Expected.Existing(), "k3")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("reason"));

    Context why =
        new Context("ada", null, null, "k3", "f", null, "the count was misread", Map.of());
    decisions.decide(
        new Request.ForDocument(MEETING, corrected, false, false, new Expected.Existing(), why));

    Commit correction = store.load(MEETING.stream(), 0).getLast();
    assertThat(new EventCodec().recorded(correction).stream().map(e -> e.meta().reason()))
        .hasSize(2)
        .containsOnly("the count was misread");
  }
}
