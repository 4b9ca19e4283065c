package io.minutebook.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.minutebook.log.Commit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOffTest {

  private static Commit commit(String stream, int bytes) {
    return Commit.following(null, stream, "c", "f", Instant.EPOCH, null, List.of(new byte[bytes]));
  }

  private final Commit a = commit("a", 10);
  private final Commit b = commit("b", 10);
  private final Commit c = commit("c", 10);

  @Test
  void what_is_put_in_is_taken_out_in_order() {
    HandOff handOff = new HandOff(10, 1_000);
    handOff.put(a);
    handOff.put(b);
    handOff.put(c);
    assertThat(handOff.take(2)).containsExactly(a, b);
    assertThat(handOff.take(2)).containsExactly(c);
    assertThat(handOff.take(2)).isEmpty();
    assertThat(handOff.hasMissed()).isFalse();
  }

  @Test
  void more_commits_than_fit_are_left_out_and_that_is_said_once() {
    HandOff handOff = new HandOff(2, 1_000);
    handOff.put(a);
    handOff.put(b);
    handOff.put(c);
    assertThat(handOff.hasMissed()).isTrue();
    assertThat(handOff.hasMissed()).isFalse();
    assertThat(handOff.take(9)).containsExactly(a, b);
  }

  @Test
  void more_bytes_than_fit_are_left_out_until_there_is_room_again() {
    HandOff handOff = new HandOff(10, 15);
    handOff.put(a);
    handOff.put(b);
    handOff.put(c);
    assertThat(handOff.hasMissed()).isTrue();
    assertThat(handOff.take(9)).containsExactly(a, b);
    handOff.put(c);
    assertThat(handOff.hasMissed()).isFalse();
    assertThat(handOff.take(9)).containsExactly(c);
  }
}
