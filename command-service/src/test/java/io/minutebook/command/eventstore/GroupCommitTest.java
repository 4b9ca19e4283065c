package io.minutebook.command.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import io.minutebook.log.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A writer that the test lets go on, one insert after the other. */
@Timeout(30)
class GroupCommitTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** An insert that has begun and waits to be answered. */
  private record Insert(List<Commit> commits, CompletableFuture<List<Insertion>> answer) {

    void stored() {
      answered(Collections.nCopies(commits.size(), new Insertion.Stored()));
    }

    void answered(List<Insertion> results) {
      answer.complete(results);
    }

    void breaks(RuntimeException why) {
      answer.completeExceptionally(why);
    }

    List<String> streams() {
      return commits.stream().map(Commit::stream).toList();
    }
  }

  private final LinkedBlockingQueue<Insert> inserts = new LinkedBlockingQueue<>();
  private CompletableFuture<Insertion> first =
      CompletableFuture.completedFuture(new Insertion.Stored());
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

  private GroupCommit group(long mostQueuedBytes) {
    return new GroupCommit(
        commits -> {
          Insert insert = new Insert(commits, new CompletableFuture<>());
          inserts.add(insert);
          return insert.answer.join();
        },
        mostQueuedBytes);
  }

  @AfterEach
  void stop() {
    senders.close();
    assertThat(first).isCompleted();
  }

  private static Commit commit(String stream, String... events) {
    List<byte[]> bytes = Arrays.stream(events).map(event -> event.getBytes(UTF_8)).toList();
    return Commit.following(null, stream, "c-" + stream, "f", NOON, null, bytes);
  }

  private CompletableFuture<Insertion> send(GroupCommit group, Commit commit) {
    return CompletableFuture.supplyAsync(() -> group.insert(commit, false), senders);
  }

  /** The insert of a commit that found nobody inserting. */
  private Insert begun(GroupCommit group) throws InterruptedException {
    first = send(group, commit("a", "event"));
    return next();
  }

  private Insert next() throws InterruptedException {
    return inserts.take();
  }

  /** Sends one commit after the other, each once the one before it waits in the queue. */
  private List<CompletableFuture<Insertion>> queue(GroupCommit group, Commit... commits)
      throws InterruptedException {
    List<CompletableFuture<Insertion>> sent = new ArrayList<>();
    for (Commit commit : commits) {
      int before = group.queued();
      sent.add(send(group, commit));
      while (group.queued() == before) {
        Thread.onSpinWait();
      }
    }
    return sent;
  }

  @Test
  void a_sender_who_is_alone_inserts_alone_and_at_once() throws Exception {
    GroupCommit group = group(1_000);
    CompletableFuture<Insertion> sent = send(group, commit("a", "event"));

    Insert insert = next();
    assertThat(insert.streams()).containsExactly("a");
    insert.stored();

    assertThat(sent.get()).isEqualTo(new Insertion.Stored());
    assertThat(group.queued()).isZero();
  }

  @Test
  void what_queues_up_during_an_insert_goes_together_with_the_next() throws Exception {
    GroupCommit group = group(1_000);
    CompletableFuture<Insertion> first = send(group, commit("a", "event"));
    Insert insert = next();
    List<CompletableFuture<Insertion>> others =
        queue(group, commit("b", "event"), commit("c", "event"), commit("d", "event"));
    insert.stored();

    Insert second = next();
    assertThat(second.streams()).containsExactly("b", "c", "d");
    second.stored();

    assertThat(first.get()).isEqualTo(new Insertion.Stored());
    for (CompletableFuture<Insertion> other : others) {
      assertThat(other.get()).isEqualTo(new Insertion.Stored());
    }
    assertThat(inserts).isEmpty();
  }

  @Test
  void of_one_stream_only_one_commit_is_under_way_and_they_keep_their_order() throws Exception {
    GroupCommit group = group(1_000);
    Insert insert = begun(group);
    queue(group, commit("b", "one"), commit("b", "two"), commit("c", "event"));
    insert.stored();

    Insert second = next();
    assertThat(second.streams()).containsExactly("b", "c");
    second.stored();
    Insert third = next();
    assertThat(third.streams()).containsExactly("b");
    assertThat(third.commits().getFirst()).isNotEqualTo(second.commits().getFirst());
    third.stored();
  }

  @Test
  void each_commit_learns_what_became_of_itself() throws Exception {
    GroupCommit group = group(1_000);
    Insert insert = begun(group);
    List<CompletableFuture<Insertion>> sent =
        queue(group, commit("b", "e"), commit("c", "e"), commit("d", "e"));
    insert.stored();

    next()
        .answered(
            List.of(
                new Insertion.Duplicate(),
                new Insertion.Stored(),
                new Insertion.Refused(new MongoException("no"))));

    assertThat(sent.get(0).get()).isEqualTo(new Insertion.Duplicate());
    assertThat(sent.get(1).get()).isEqualTo(new Insertion.Stored());
    assertThat(sent.get(2).get()).isInstanceOf(Insertion.Refused.class);
  }

  @Test
  void a_driver_that_breaks_leaves_nobody_waiting() throws Exception {
    GroupCommit group = group(1_000);
    CompletableFuture<Insertion> sent = send(group, commit("a", "event"));

    next().breaks(new IllegalStateException("state should be: open"));

    assertThat(sent.get())
        .isInstanceOfSatisfying(
            Insertion.Unsure.class,
            unsure -> assertThat(unsure.why()).isInstanceOf(MongoException.class));
    CompletableFuture<Insertion> later = send(group, commit("b", "event"));
    next().stored();
    assertThat(later.get()).isEqualTo(new Insertion.Stored());
  }

  @Test
  void when_too_much_waits_a_new_commit_is_turned_away_but_one_that_was_sent_before_is_not()
      throws Exception {
    GroupCommit group = group(10);
    Insert insert = begun(group);
    queue(group, commit("b", "eight by"));

    assertThatThrownBy(() -> group.insert(commit("c", "six by"), false))
        .isInstanceOf(StoreBusy.class);
    CompletableFuture<Insertion> again =
        CompletableFuture.supplyAsync(() -> group.insert(commit("d", "six by"), true), senders);
    while (group.queued() < 2) {
      Thread.onSpinWait();
    }
    insert.stored();

    Insert second = next();
    assertThat(second.streams()).containsExactly("b", "d");
    second.stored();
    assertThat(again.get()).isEqualTo(new Insertion.Stored());
  }

  @Test
  void one_commit_over_the_limit_is_taken_where_nothing_waits() throws Exception {
    GroupCommit group = group(3);
    CompletableFuture<Insertion> sent = send(group, commit("a", "more than three"));

    next().stored();

    assertThat(sent.get()).isEqualTo(new Insertion.Stored());
  }

  @Test
  void many_senders_at_once_are_all_answered_in_fewer_inserts() throws Exception {
    int senderCount = 500;
    CountDownLatch stored = new CountDownLatch(senderCount);
    List<Integer> sizes = new ArrayList<>();
    GroupCommit group =
        new GroupCommit(
            commits -> {
              sizes.add(commits.size());
              assertThat(commits).extracting(Commit::stream).doesNotHaveDuplicates();
              commits.forEach(ignored -> stored.countDown());
              return Collections.nCopies(commits.size(), new Insertion.Stored());
            },
            1_000_000);

    List<CompletableFuture<Insertion>> sent =
        IntStream.range(0, senderCount)
            .mapToObj(i -> send(group, commit("s" + i % 50, "event " + i)))
            .toList();

    for (CompletableFuture<Insertion> each : sent) {
      assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(new Insertion.Stored());
    }
    assertThat(stored.getCount()).isZero();
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(senderCount);
    assertThat(group.queued()).isZero();
  }
}
