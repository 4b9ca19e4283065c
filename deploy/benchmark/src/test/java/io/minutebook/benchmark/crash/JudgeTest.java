package io.minutebook.benchmark.crash;

import static io.minutebook.benchmark.crash.KeptRecord.OTHER;
import static io.minutebook.benchmark.crash.KeptRecord.STREAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.benchmark.crash.Violation.Kind;
import io.minutebook.log.Commit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each promise is broken in turn, and the judge has to see which. */
class JudgeTest {

  private final KeptRecord record = new KeptRecord();

  @Test
  void a_record_in_order_is_not_complained_of() {
    assertThat(record.judged()).isEmpty();
  }

  @Test
  void what_is_repeated_in_the_log_is_no_violation() {
    record.events().addAll(List.copyOf(record.events().subList(2, 5)));

    assertThat(record.judged()).isEmpty();
  }

  @Test
  void a_command_without_an_answer_may_be_stored_or_not() {
    record.acknowledged.remove(5L);
    record.sent.put(9L, new Command(9, STREAM, "AddNote", "{}"));

    assertThat(record.judged()).isEmpty();
  }

  @Test
  void an_acknowledged_command_that_is_nowhere_is_lost() {
    record.commits().removeLast();
    record.events().removeLast();
    record.viewed.put(STREAM, 3L);

    assertThat(record.judged())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.LOST);
              assertThat(violation.command()).isEqualTo("crash-5");
              assertThat(violation.stream()).isEqualTo(STREAM);
              assertThat(violation.version()).isEqualTo(4);
            });
  }

  @Test
  void a_command_that_is_stored_elsewhere_than_was_answered_is_lost() {
    record.acknowledged.put(
        5L, new Acknowledgement(STREAM, 7, List.of(STREAM + "@7"), List.of("e5")));

    assertThat(record.judged()).extracting(Violation::kind).containsExactly(Kind.LOST);
  }

  @Test
  void a_text_under_another_commands_id_does_not_count_as_stored() {
    record.commits().removeLast();
    record.events().removeLast();
    record.log(record.store(STREAM, "another-key", Command.mark(5)));

    assertThat(record.judged()).extracting(Violation::kind).containsExactly(Kind.LOST);
  }

  @Test
  void a_text_that_is_there_twice_is_doubled() {
    record.log(record.store(STREAM, "another-key", Command.mark(3)));
    record.viewed.put(STREAM, 5L);

    assertThat(record.judged())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.DOUBLED);
              assertThat(violation.version()).isEqualTo(5);
              assertThat(violation.detail()).contains("crash-3");
            });
  }

  @Test
  void a_command_id_that_is_there_twice_is_doubled() {
    record.sent.put(9L, new Command(9, STREAM, "AddNote", "{}"));
    record.log(record.store(STREAM, "crash-3", Command.mark(9)));
    record.viewed.put(STREAM, 5L);

    assertThat(record.judged()).extracting(Violation::kind).containsExactly(Kind.DOUBLED);
  }

  @Test
  void a_command_doubled_in_another_stream_is_doubled() {
    record.log(record.store(OTHER, "crash-1", Command.mark(1)));
    record.viewed.put(OTHER, 3L);

    assertThat(record.judged()).extracting(Violation::kind).contains(Kind.DOUBLED);
  }

  @Test
  void what_nobody_sent_is_invented() {
    record.log(record.store(STREAM, "crash-99", Command.mark(99)));
    record.viewed.put(STREAM, 5L);

    assertThat(record.judged()).extracting(Violation::kind).containsExactly(Kind.INVENTED);
  }

  @Test
  void a_version_that_the_store_lacks_is_a_gap() {
    record.commits().remove(2);
    record.acknowledged.remove(3L);

    assertThat(record.judged())
        .anySatisfy(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.STORE_GAP);
              assertThat(violation.version()).isEqualTo(3);
            });
  }

  @Test
  void a_commit_that_follows_another_than_the_one_before_breaks_the_chain() {
    Commit last = record.commits().removeLast();
    record.events().removeLast();
    Commit before = record.commits().get(3);
    Commit altered =
        new Commit(
            STREAM,
            last.version(),
            last.commandId(),
            "f",
            last.at(),
            null,
            last.events(),
            record.commits().get(2).hash(),
            last.hash());
    record.commits().add(altered);
    record.log(altered);

    assertThat(before.lastVersion()).isEqualTo(3);
    assertThat(record.judged())
        .extracting(Violation::kind)
        .containsExactly(Kind.CHAIN_BROKEN, Kind.CHAIN_BROKEN);
  }

  @Test
  void events_that_are_swapped_in_the_log_are_out_of_order() {
    Collections.swap(record.events(), 1, 2);

    assertThat(record.judged())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.LOG_ORDER);
              assertThat(violation.stream()).isEqualTo(STREAM);
              assertThat(violation.version()).isEqualTo(2);
            });
  }

  @Test
  void an_event_with_other_bytes_in_the_log_differs() {
    LoggedEvent event = record.events().get(2);
    record.events().set(2, new LoggedEvent(event.headers(), "{}".getBytes(UTF_8)));

    assertThat(record.judged())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.LOG_DIFFERS);
              assertThat(violation.version()).isEqualTo(2);
            });
  }

  @Test
  void a_repetition_with_other_bytes_differs() {
    LoggedEvent event = record.events().get(2);
    record.events().add(new LoggedEvent(event.headers(), "{}".getBytes(UTF_8)));

    assertThat(record.judged()).extracting(Violation::kind).containsExactly(Kind.LOG_DIFFERS);
  }

  @Test
  void what_is_missing_at_the_end_of_the_log_was_not_published() {
    record.events().removeLast();

    assertThat(record.judged())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.NOT_PUBLISHED);
              assertThat(violation.version()).isEqualTo(4);
            });
  }

  @Test
  void what_is_in_the_log_alone_was_not_stored() {
    record.log(
        KeptRecord.following(record.commits().getLast(), STREAM, "crash-9", Command.mark(9)));

    assertThat(record.judged()).extracting(Violation::kind).containsExactly(Kind.NOT_STORED);
  }

  @Test
  void a_mark_of_what_is_pending_that_was_left_behind_is_seen() {
    record.pending.add(STREAM + "@4");

    assertThat(record.judged())
        .containsExactly(
            Violation.in(Kind.STILL_PENDING, STREAM, 4, "marked as not yet published"));
  }

  @Test
  void a_view_that_stayed_behind_is_seen() {
    record.viewed.put(STREAM, 3L);

    assertThat(record.judged())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.VIEW_BEHIND);
              assertThat(violation.version()).isEqualTo(4);
            });
  }

  @Test
  void a_stream_that_the_views_do_not_know_is_seen() {
    record.viewed.remove(OTHER);

    assertThat(record.judged()).extracting(Violation::kind).containsExactly(Kind.VIEW_BEHIND);
  }
}
