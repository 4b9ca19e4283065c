package io.minutebook.command.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.AppendResult.Appended;
import io.minutebook.command.eventstore.AppendResult.DuplicateCommand;
import io.minutebook.command.eventstore.AppendResult.Stale;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What a commit store must do, whatever server it is on. */
public abstract class CommitStoreContract {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int THREADS = 16;

  private MongoClient client;
  private MongoDatabase database;
  private CommitTable table;
  private CommitStore store;

  /** The connection string of the server under test. */
  protected abstract String uri();

  @BeforeEach
  void open() {
    client = MongoConnection.client(properties(uri()));
    database = client.getDatabase("minutebook-test-" + UUID.randomUUID());
    table = new MongoCommitTable(database);
    store = new CommitStore(table, Duration.ofSeconds(10), 64L * 1024 * 1024, Timing.SYSTEM);
  }

  @AfterEach
  void close() {
    database.drop();
    client.close();
  }

  private static MongoProperties properties(String uri) {
    return new MongoProperties(
        uri,
        "unused",
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        DataSize.ofMegabytes(64));
  }

  private List<String> streams() {
    List<String> streams = new ArrayList<>();
    database.getCollection("commits").distinct("_id.s", String.class).into(streams);
    streams.sort(null);
    return streams;
  }

  private static Commit commit(
      @Nullable Head head, String stream, String commandId, String... events) {
    List<byte[]> bytes = new ArrayList<>();
    for (String event : events) {
      bytes.add(event.getBytes(UTF_8));
    }
    return Commit.following(head, stream, commandId, "f-" + commandId, NOON, null, bytes);
  }

  /** Appends commits of so many events each, one after the other. */
  private List<Commit> appended(String stream, int... counts) {
    List<Commit> appended = new ArrayList<>();
    Head head = store.head(stream).orElse(null);
    for (int count : counts) {
      String[] events =
          IntStream.range(0, count).mapToObj(i -> "event " + i).toArray(String[]::new);
      Commit commit = commit(head, stream, UUID.randomUUID().toString(), events);
      assertThat(store.append(commit)).isEqualTo(new Appended());
      appended.add(commit);
      head = commit.head();
    }
    return appended;
  }

  /** The first commits that are pending. */
  private List<Commit> pending(int limit) {
    return table.pendingAt(table.pending(null, limit));
  }

  private void published(Commit... commits) {
    table.published(Stream.of(commits).map(Place::of).toList());
  }

  @Test
  void what_was_appended_is_read_back_whole_and_intact() {
    Commit plain = commit(null, "series/weekly", "c1", "one", "two", "three");
    Commit imported =
        Commit.following(
            plain.head(),
            "series/weekly",
            "c2",
            "f2",
            NOON.plusMillis(7),
            NOON.minusSeconds(9).plusMillis(3),
            List.of(new byte[] {0, -1, 127, -128}, new byte[0]));

    assertThat(store.append(plain)).isEqualTo(new Appended());
    assertThat(store.append(imported)).isEqualTo(new Appended());

    assertThat(store.load("series/weekly", 0))
        .containsExactly(plain, imported)
        .allMatch(Commit::isIntact);
    assertThat(store.head("series/weekly")).contains(imported.head());
  }

  @Test
  void a_commit_is_one_document_in_the_form_that_the_design_gives() {
    Commit commit = commit(null, "series/weekly", "c1", "one", "two");

    store.append(commit);

    Document found = database.getCollection("commits").find().first();
    assertThat(found)
        .isEqualTo(
            new Document("_id", new Document("s", "series/weekly").append("v", 0L))
                .append("n", 2)
                .append("c", "c1")
                .append("f", "f-c1")
                .append("at", Date.from(NOON))
                .append(
                    "events",
                    List.of(new Binary("one".getBytes(UTF_8)), new Binary("two".getBytes(UTF_8))))
                .append("prev", new Binary(new byte[32]))
                .append("hash", new Binary(commit.hash()))
                .append("p", true));
  }

  @Test
  void a_stream_that_does_not_exist_is_empty() {
    assertThat(store.head("series/none")).isEmpty();
    assertThat(store.load("series/none", 0)).isEmpty();
    assertThat(table.byCommandId("series/none", "c")).isEmpty();
    assertThat(streams()).isEmpty();
    assertThat(pending(10)).isEmpty();
  }

  @Test
  void a_commit_made_on_an_old_head_is_stale_and_changes_nothing() {
    List<Commit> commits = appended("s", 2, 1);
    Commit late = commit(commits.getFirst().head(), "s", "late", "late");

    assertThat(store.append(late)).isEqualTo(new Stale(commits.getLast().head()));
    assertThat(store.load("s", 0)).isEqualTo(commits);
  }

  @Test
  void a_second_beginning_of_a_stream_is_stale() {
    List<Commit> commits = appended("s", 3);

    assertThat(store.append(commit(null, "s", "other", "x")))
        .isEqualTo(new Stale(commits.getFirst().head()));
  }

  @Test
  void a_known_command_gets_its_first_commit_wherever_the_stream_has_got_to() {
    Commit first = commit(null, "s", "c1", "one");
    Commit second = commit(first.head(), "s", "c2", "two");
    store.append(first);
    store.append(second);

    assertThat(store.append(commit(second.head(), "s", "c1", "again")))
        .isEqualTo(new DuplicateCommand(first));
    assertThat(store.append(commit(null, "s", "c1", "again")))
        .isEqualTo(new DuplicateCommand(first));
    assertThat(store.append(first)).isEqualTo(new DuplicateCommand(first));
    assertThat(store.load("s", 0)).containsExactly(first, second);
    assertThat(table.byCommandId("s", "c1")).contains(first);
    assertThat(store.durableByCommandId("s", "c2")).contains(second);
    assertThat(table.byCommandId("s", "c3")).isEmpty();
  }

  @Test
  void the_same_command_id_in_another_stream_is_another_command() {
    assertThat(store.append(commit(null, "a", "c1", "one"))).isEqualTo(new Appended());
    assertThat(store.append(commit(null, "b", "c1", "one"))).isEqualTo(new Appended());
  }

  @Test
  void streams_do_not_run_into_one_another() {
    List<String> names =
        List.of("a", "a/b", "ab", "a\u0000", "A", "ä", "meeting/weekly/2020-05-04");
    List<List<Commit>> commits = new ArrayList<>();
    names.forEach(name -> commits.add(appended(name, 1, 2)));

    for (int i = 0; i < names.size(); i++) {
      assertThat(store.load(names.get(i), 0)).isEqualTo(commits.get(i));
      assertThat(store.head(names.get(i))).contains(commits.get(i).getLast().head());
    }
    assertThat(streams()).isEqualTo(names.stream().sorted().toList());
  }

  @Test
  void reading_may_begin_at_any_version() {
    List<Commit> commits = appended("s", 2, 3, 1, 4);
    appended("r", 9);
    appended("t", 9);

    for (int version = 0; version <= 11; version++) {
      long from = version;
      assertThat(store.load("s", from))
          .as("from %d", from)
          .isEqualTo(commits.stream().filter(c -> c.lastVersion() >= from).toList());
    }
  }

  @Test
  void versions_are_ordered_as_numbers() {
    int[] ones = IntStream.generate(() -> 1).limit(120).toArray();
    List<Commit> commits = appended("s", ones);

    assertThat(store.load("s", 0)).isEqualTo(commits);
    assertThat(store.head("s")).contains(commits.getLast().head());
    assertThat(pending(1000)).isEqualTo(commits);
  }

  @Test
  void commits_are_pending_by_stream_and_version_until_they_are_published() {
    List<Commit> b = appended("b", 1, 2, 1);
    List<Commit> a = appended("a", 2, 1);

    assertThat(pending(10)).containsExactly(a.get(0), a.get(1), b.get(0), b.get(1), b.get(2));
    assertThat(pending(3)).containsExactly(a.get(0), a.get(1), b.get(0));

    published(a.get(0), a.get(1), b.get(0));
    table.published(List.of());
    assertThat(pending(10)).containsExactly(b.get(1), b.get(2));
    assertThat(store.load("a", 0)).isEqualTo(a);
    assertThat(store.load("b", 0)).isEqualTo(b);

    published(b.get(1), b.get(2));
    assertThat(pending(10)).isEmpty();
  }

  @Test
  void pending_commits_are_read_page_by_page() {
    List<Commit> all = new ArrayList<>(appended("a", 2, 1));
    all.addAll(appended("b", 1, 2, 1));
    List<Place> read = new ArrayList<>();

    List<Place> page = table.pending(null, 2);
    while (!page.isEmpty()) {
      read.addAll(page);
      page = table.pending(page.getLast(), 2);
    }

    assertThat(read).isEqualTo(all.stream().map(Place::of).toList());
  }

  @Test
  void of_the_places_that_are_given_only_what_is_pending_still_is_read_in_their_order() {
    List<Commit> a = appended("a", 2, 1);
    List<Commit> b = appended("b", 1, 1);
    appended("c", 1);
    published(a.get(1));

    assertThat(
            table.pendingAt(
                List.of(
                    Place.of(a.get(0)),
                    Place.of(a.get(1)),
                    Place.of(b.get(0)),
                    Place.of(b.get(1)),
                    new Place("b", 7))))
        .containsExactly(a.get(0), b.get(0), b.get(1));
    assertThat(table.pendingAt(List.of(Place.of(a.get(1))))).isEmpty();
  }

  @Test
  void what_is_pending_before_a_commit_is_of_its_stream_alone() {
    List<Commit> a = appended("a", 2);
    List<Commit> b = appended("b", 1, 2, 1, 1);
    appended("c", 1);
    published(b.get(0));

    assertThat(table.pendingBefore(b.get(3))).containsExactly(b.get(1), b.get(2));
    assertThat(table.pendingBefore(b.get(1))).isEmpty();
    assertThat(table.pendingBefore(a.get(0))).isEmpty();
  }

  @Test
  void all_commits_can_be_made_pending_again() {
    List<Commit> commits = appended("s", 1, 2);
    published(commits.toArray(Commit[]::new));

    table.logReached("minutebook.events", Map.of(0, 3L));

    table.publishAgain("minutebook.events", table.logEnds("minutebook.events"));

    assertThat(pending(10)).isEqualTo(commits);
    assertThat(table.logEnds("minutebook.events")).isEqualTo(new LogEnds(1, Map.of()));
  }

  @Test
  void how_far_each_log_has_reached_is_kept() {
    assertThat(table.logEnds("minutebook.events")).isEqualTo(LogEnds.NONE);

    table.logReached("minutebook.events", Map.of(0, 7L, 2, 1L << 40));
    table.logReached("another", Map.of(0, 1L));
    table.logReached("minutebook.events", Map.of(0, 9L, 1, 2L));
    table.logReached("minutebook.events", Map.of());
    table.logReached("minutebook.events", Map.of(0, 8L)); // of a relay that is late

    assertThat(table.logEnds("minutebook.events").ends())
        .isEqualTo(Map.of(0, 9L, 1, 2L, 2, 1L << 40));
    assertThat(table.logEnds("another").ends()).isEqualTo(Map.of(0, 1L));
  }

  @Test
  void a_late_request_to_publish_again_does_not_forget_what_was_published_since() {
    table.logReached("minutebook.events", Map.of(0, 3L));
    LogEnds known = table.logEnds("minutebook.events");
    table.publishAgain("minutebook.events", known);
    table.logReached("minutebook.events", Map.of(0, 3L));

    table.publishAgain("minutebook.events", known);

    assertThat(table.logEnds("minutebook.events")).isEqualTo(new LogEnds(1, Map.of(0, 3L)));
    table.publishAgain("minutebook.events", table.logEnds("minutebook.events"));
    assertThat(table.logEnds("minutebook.events")).isEqualTo(new LogEnds(2, Map.of()));
  }

  @Test
  void an_event_over_the_limit_is_named_and_nothing_is_stored() {
    List<byte[]> events =
        List.of(new byte[CommitStore.LARGEST_EVENT], new byte[CommitStore.LARGEST_EVENT + 1]);
    Commit commit = Commit.following(null, "s", "c", "f", NOON, null, events);

    assertThatThrownBy(() -> store.append(commit))
        .isInstanceOfSatisfying(
            CommitTooLarge.class, e -> assertThat(e.event()).isEqualTo(OptionalInt.of(1)));
    assertThat(streams()).isEmpty();
  }

  @Test
  void a_commit_may_have_events_up_to_its_limit_and_not_beyond() {
    List<byte[]> events =
        new ArrayList<>(Collections.nCopies(16, new byte[CommitStore.LARGEST_EVENT]));
    Commit largest = Commit.following(null, "s", "c", "f", NOON, null, events);
    assertThat(store.append(largest)).isEqualTo(new Appended());
    assertThat(store.load("s", 0)).containsExactly(largest);

    events.add(new byte[1]);
    assertThatThrownBy(
            () -> store.append(Commit.following(null, "t", "c", "f", NOON, null, events)))
        .isInstanceOfSatisfying(
            CommitTooLarge.class, e -> assertThat(e.event()).isEqualTo(OptionalInt.empty()));
    assertThat(streams()).containsExactly("s");
  }

  @Test
  void opening_the_store_again_finds_everything() {
    List<Commit> commits = appended("s", 2, 1);

    CommitStore again = new CommitStore(database, Duration.ofSeconds(10));

    assertThat(again.load("s", 0)).isEqualTo(commits);
    assertThat(again.append(commit(null, "s", commits.getFirst().commandId(), "x")))
        .isEqualTo(new DuplicateCommand(commits.getFirst()));
  }

  @Test
  void of_all_who_race_for_a_version_one_wins_and_there_is_no_gap() throws Exception {
    int rounds = 12;
    AtomicInteger stale = new AtomicInteger();
    race(
        thread -> {
          for (int round = 0; round < rounds; round++) {
            String commandId = thread + "-" + round;
            while (true) {
              Commit commit =
                  commit(
                      store.head("s").orElse(null), "s", commandId, "one of " + commandId, "two");
              AppendResult result = store.append(commit);
              if (result instanceof Appended) {
                break;
              }
              assertThat(result)
                  .isInstanceOfSatisfying(
                      Stale.class,
                      lost ->
                          assertThat(lost.head())
                              .extracting(Head::version, LONG)
                              .isGreaterThanOrEqualTo(commit.version()));
              stale.incrementAndGet();
            }
          }
          return thread;
        });

    List<Commit> commits = store.load("s", 0);
    assertThat(commits).hasSize(THREADS * rounds).allMatch(Commit::isIntact);
    Head head = null;
    for (Commit commit : commits) {
      assertThat(commit.follows(head)).as("%s follows %s", commit, head).isTrue();
      head = commit.head();
    }
    assertThat(commits.stream().map(Commit::commandId).distinct()).hasSize(THREADS * rounds);
    assertThat(stale.get()).isPositive();
  }

  @Test
  void the_last_stream_between_two_names_is_found_with_its_end() {
    for (String stream :
        List.of("meeting/a/2026-03-02", "meeting/a/2026-03-09", "meeting/a/2026-03-09-2")) {
      appended(stream, 1, 2);
    }
    appended("meeting/a-b/2026-03-02", 1);
    appended("series/a", 1);

    assertThat(store.lastStream("meeting/a/", "meeting/a/2026-03-16"))
        .isEqualTo(store.head("meeting/a/2026-03-09-2"));
    assertThat(store.lastStream("meeting/a/", "meeting/a/2026-03-09-2").orElseThrow())
        .extracting(Head::stream, Head::version)
        .containsExactly("meeting/a/2026-03-09", 2L);
    assertThat(store.lastStream("meeting/a/", "meeting/a/2026-03-09").orElseThrow().stream())
        .isEqualTo("meeting/a/2026-03-02");
    assertThat(store.lastStream("meeting/a/", "meeting/a/2026-03-02")).isEmpty();
    assertThat(store.lastStream("meeting/b/", "meeting/b/2026-03-02")).isEmpty();
  }

  @Test
  void of_all_who_repeat_one_command_one_is_stored_and_all_learn_of_it() throws Exception {
    for (int round = 0; round < 10; round++) {
      String stream = "s" + round;
      Head head = round % 2 == 0 ? null : appended(stream, 1).getFirst().head();
      List<AppendResult> results =
          race(thread -> store.append(commit(head, stream, "same", "by thread " + thread)));

      Commit stored = table.byCommandId(stream, "same").orElseThrow();
      assertThat(results).containsOnlyOnce(new Appended());
      assertThat(results)
          .allMatch(
              result -> result instanceof Appended || result.equals(new DuplicateCommand(stored)));
      assertThat(store.load(stream, 0)).hasSize(head == null ? 1 : 2);
    }
  }

  private interface Racer<T> {
    T run(int thread) throws Exception;
  }

  private static <T> List<T> race(Racer<T> racer) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        tasks.add(
            () -> {
              start.await();
              return racer.run(thread);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void when_the_answer_to_an_append_is_lost_the_commit_is_found_to_be_stored() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(uri());
        MongoClient through = MongoConnection.client(properties(proxy.uri()))) {
      CommitStore cut =
          new CommitStore(through.getDatabase(database.getName()), Duration.ofSeconds(10));
      Head head = null;
      for (int i = 0; i < 3; i++) {
        Commit commit = commit(head, "s", "c" + i, "event " + i);
        proxy.cutAfterRequestWith("insert");

        assertThat(cut.append(commit)).isEqualTo(new Appended());
        head = commit.head();
      }
      assertThat(proxy.cuts()).isEqualTo(3);
      assertThat(store.load("s", 0)).hasSize(3);
    }
  }

  @Test
  void when_an_answer_is_lost_a_commit_that_is_not_the_winner_is_still_told_so() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(uri());
        MongoClient through = MongoConnection.client(properties(proxy.uri()))) {
      CommitStore cut =
          new CommitStore(through.getDatabase(database.getName()), Duration.ofSeconds(10));
      List<Commit> commits = appended("s", 1, 1);

      proxy.cutAfterRequestWith("insert");
      assertThat(cut.append(commit(commits.getFirst().head(), "s", "late", "x")))
          .isEqualTo(new Stale(commits.getLast().head()));
      proxy.cutAfterRequestWith("insert");
      assertThat(cut.append(commit(null, "s", commits.getFirst().commandId(), "x")))
          .isEqualTo(new DuplicateCommand(commits.getFirst()));
      assertThat(proxy.cuts()).isEqualTo(2);
    }
  }

  @Test
  void when_the_server_stays_away_the_outcome_is_said_to_be_unknown_in_time() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(uri())) {
      MongoProperties properties =
          new MongoProperties(
              proxy.uri(),
              "unused",
              Duration.ofMillis(300),
              Duration.ofSeconds(5),
              Duration.ofSeconds(1),
              DataSize.ofMegabytes(64));
      try (MongoClient through = MongoConnection.client(properties)) {
        CommitStore cut =
            new CommitStore(through.getDatabase(database.getName()), properties.settleTimeout());
        Commit commit = commit(null, "s", "c", "event");
        proxy.cutAfterRequestWith("insert");
        proxy.refuseConnections();

        long began = System.nanoTime();
        assertThatThrownBy(() -> cut.append(commit)).isInstanceOf(OutcomeUnknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));

        assertThat(store.append(commit)).isEqualTo(new DuplicateCommand(commit));
      }
    }
  }
}
