package io.minutebook.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.log.Commit;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuccessionTest {

  private final Reach reach = new Reach();
  private final List<Commit> a = stream("a", 1, 2, 1, 1);
  private final List<Commit> b = stream("b", 1, 1);

  /** What of stream a is pending, in order. */
  private List<Commit> pending = List.of();

  private int asked;

  private final Succession succession =
      new Succession(
          (CommitTable)
              Proxy.newProxyInstance(
                  CommitTable.class.getClassLoader(),
                  new Class<?>[] {CommitTable.class},
                  (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("pendingBefore");
                    asked++;
                    Commit commit = (Commit) arguments[0];
                    return pending.stream().filter(it -> it.version() < commit.version()).toList();
                  }),
          reach);

  private static List<Commit> stream(String stream, int... sizes) {
    List<Commit> commits = new ArrayList<>();
    for (int size : sizes) {
      @Nullable Commit last = commits.isEmpty() ? null : commits.getLast();
      List<byte[]> events =
          IntStream.range(0, size).mapToObj(i -> ("event " + i).getBytes(UTF_8)).toList();
      commits.add(
          Commit.following(
              last == null ? null : last.head(),
              stream,
              "c" + commits.size(),
              "f",
              Instant.EPOCH,
              null,
              events));
    }
    return commits;
  }

  @Test
  void streams_from_their_beginning_need_nothing_of_the_store() {
    List<Commit> handedOff = List.of(a.get(0), b.get(0), a.get(1), b.get(1));
    assertThat(succession.of(handedOff)).isEqualTo(handedOff);
    assertThat(asked).isZero();
  }

  @Test
  void what_follows_what_was_published_needs_nothing_of_the_store() {
    reach.extendTo(a.get(1));
    assertThat(succession.of(a.subList(2, 4))).isEqualTo(a.subList(2, 4));
    assertThat(asked).isZero();
  }

  @Test
  void what_was_published_is_left_out() {
    reach.extendTo(a.get(1));
    assertThat(succession.of(a)).isEqualTo(a.subList(2, 4));
  }

  @Test
  void what_another_instance_appended_in_between_comes_first() {
    reach.extendTo(a.get(0));
    pending = a;
    assertThat(succession.of(List.of(b.get(0), a.get(3))))
        .containsExactly(b.get(0), a.get(1), a.get(2), a.get(3));
  }

  @Test
  void of_a_stream_of_which_nothing_is_known_what_is_pending_comes_first() {
    pending = a.subList(1, 4);
    assertThat(succession.of(List.of(a.get(2), a.get(3))))
        .containsExactly(a.get(1), a.get(2), a.get(3));
    assertThat(asked).isEqualTo(1);
  }
}
