package io.minutebook.command.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import io.minutebook.command.Timing;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What the store makes of a table whose answers get lost. */
class UnknownOutcomesTest {

  private static final Insertion UNSURE = new Insertion.Unsure(new MongoException("cut"));
  private static final Insertion REFUSED = new Insertion.Refused(new MongoException("no"));

  private final Commit commit =
      Commit.following(null, "s", "c", "f", Instant.EPOCH, null, List.of("event".getBytes(UTF_8)));
  private final Commit other =
      Commit.following(null, "s", "d", "f", Instant.EPOCH, null, List.of("other".getBytes(UTF_8)));

  /** What the table answers to one insert after the other; then nothing but "unsure". */
  private final Queue<Insertion> answers = new ArrayDeque<>();

  private Optional<Commit> stored = Optional.empty();
  private long nanos;

  private final Timing timing =
      new Timing() {
        @Override
        public long nanos() {
          return nanos;
        }

        @Override
        public void pause(Duration duration) {
          nanos += duration.toNanos();
        }

        @Override
        public Thread start(String name, Runnable work) {
          throw new IllegalStateException("a store starts no thread");
        }

        @Override
        public Bell bell() {
          throw new IllegalStateException("a store rings no bell");
        }
      };

  /** A table that answers to appends alone. */
  private CommitStore store() {
    CommitTable table =
        (CommitTable)
            Proxy.newProxyInstance(
                CommitTable.class.getClassLoader(),
                new Class<?>[] {CommitTable.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "insert" -> List.of(answers.isEmpty() ? UNSURE : answers.remove());
                      case "byCommandId" ->
                          stored.filter(it -> it.commandId().equals(arguments[1]));
                      case "head" -> stored.map(Commit::head);
                      case "awaitDurable" -> null;
                      default -> throw new IllegalStateException(method.getName());
                    });
    return new CommitStore(table, Duration.ofSeconds(10), 1_000, timing);
  }

  @Test
  void an_insert_that_was_refused_is_not_stored_and_says_so() {
    answers.add(REFUSED);
    assertThatThrownBy(() -> store().append(commit)).isInstanceOf(MongoException.class);
    assertThat(nanos).isZero();
  }

  @Test
  void a_refusal_after_an_insert_of_unknown_outcome_does_not_make_that_one_known() {
    answers.addAll(List.of(UNSURE, REFUSED, REFUSED, new Insertion.Duplicate()));
    stored = Optional.of(commit);
    assertThat(store().append(commit)).isEqualTo(new AppendResult.Appended());
  }

  @Test
  void what_is_never_answered_is_unknown_when_patience_ends() {
    assertThatThrownBy(() -> store().append(commit)).isInstanceOf(OutcomeUnknown.class);
    assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
  }

  @Test
  void what_was_stored_by_the_attempt_that_was_not_answered_is_appended() {
    answers.addAll(List.of(UNSURE, new Insertion.Duplicate()));
    stored = Optional.of(commit);
    assertThat(store().append(commit)).isEqualTo(new AppendResult.Appended());
  }

  @Test
  void what_stands_in_its_place_makes_it_stale() {
    answers.addAll(List.of(UNSURE, new Insertion.Duplicate()));
    stored = Optional.of(other);
    Head head = other.head();
    assertThat(store().append(commit)).isEqualTo(new AppendResult.Stale(head));
  }

  @Test
  void the_same_command_stored_by_another_is_a_duplicate_and_not_its_own_append() {
    Commit elsewhere =
        Commit.following(
            other.head(), "s", "c", "f", Instant.EPOCH, null, List.of("event".getBytes(UTF_8)));
    answers.addAll(List.of(UNSURE, new Insertion.Duplicate()));
    stored = Optional.of(elsewhere);
    assertThat(store().append(commit)).isEqualTo(new AppendResult.DuplicateCommand(elsewhere));
  }
}
