package io.minutebook.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The lease in a time that the test makes: the server's clock and each relay's own. */
class SharedLeaseTest {

  private static final Duration DURATION = Duration.ofSeconds(3);

  private final Table table = new Table();
  private long nanos = Long.MAX_VALUE - 5_000_000_000L; // a monotonic clock may run over
  private final SharedLease first = lease("first");
  private final SharedLease second = lease("second");

  private SharedLease lease(String self) {
    return new SharedLease(table, "events", self, DURATION, () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    table.now = table.now.plus(time);
  }

  /** One lease in memory, with a clock that is set by hand. */
  private static final class Table implements LeaseTable {
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private String holder = "";
    private long term;
    private Instant renewed = Instant.EPOCH;
    private boolean away;
    private int calls;

    private void call() {
      calls++;
      if (away) {
        throw new IllegalStateException("the database is away");
      }
    }

    @Override
    public Observed observe(String lease) {
      call();
      return new Observed(holder, term, renewed, now);
    }

    @Override
    public boolean take(String lease, Observed observed, String by) {
      call();
      if (observed.term() != term || !observed.renewed().equals(renewed)) {
        return false;
      }
      holder = by;
      term++;
      renewed = now;
      return true;
    }

    @Override
    public boolean renew(String lease, String by, long inTerm) {
      call();
      if (!holder.equals(by) || term != inTerm) {
        return false;
      }
      renewed = now;
      return true;
    }

    @Override
    public void giveUp(String lease, String by, long inTerm) {
      call();
      if (holder.equals(by) && term == inTerm) {
        renewed = Instant.EPOCH;
      }
    }
  }

  @Test
  void one_relay_holds_it_and_the_other_does_not() {
    assertThat(first.isHeld()).isTrue();
    assertThat(second.isHeld()).isFalse();
  }

  @Test
  void who_holds_it_keeps_it_as_long_as_it_asks() {
    first.isHeld();
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(1));
      assertThat(first.isHeld()).isTrue();
      assertThat(second.isHeld()).isFalse();
    }
  }

  @Test
  void while_it_holds_the_lease_it_asks_the_database_now_and_then_only() {
    first.isHeld();
    int before = table.calls;
    for (int i = 0; i < 900; i++) {
      pass(Duration.ofMillis(1));
      first.isHeld();
    }
    assertThat(table.calls).isEqualTo(before);
  }

  @Test
  void who_waits_for_it_asks_the_database_now_and_then_only() {
    first.isHeld();
    second.isHeld();
    int before = table.calls;
    for (int i = 0; i < 700; i++) {
      pass(Duration.ofMillis(1));
      second.isHeld();
    }
    assertThat(table.calls).isEqualTo(before);
  }

  @Test
  void when_the_holder_is_not_heard_of_the_other_takes_over_within_its_duration_and_a_quarter() {
    first.isHeld();
    Duration waited = Duration.ZERO;
    while (!second.isHeld()) {
      pass(Duration.ofMillis(50));
      waited = waited.plusMillis(50);
    }
    assertThat(waited).isBetween(DURATION, DURATION.multipliedBy(5).dividedBy(4));
  }

  @Test
  void a_holder_that_comes_back_after_it_was_taken_over_finds_out_before_it_publishes() {
    first.isHeld();
    pass(Duration.ofSeconds(4));
    assertThat(second.isHeld()).isTrue();
    assertThat(first.isHeld()).isFalse();
    assertThat(second.isHeld()).isTrue();
  }

  @Test
  void given_up_it_is_taken_at_once() {
    first.isHeld();
    first.giveUp();
    assertThat(second.isHeld()).isTrue();
    assertThat(first.isHeld()).isFalse();
  }

  @Test
  void what_another_one_holds_cannot_be_given_up() {
    first.isHeld();
    pass(Duration.ofSeconds(4));
    second.isHeld();
    first.giveUp();
    assertThat(table.renewed).isNotEqualTo(Instant.EPOCH);
  }

  @Test
  void of_two_that_see_it_run_out_at_the_same_moment_one_gets_it() {
    LeaseTable.Observed seen = table.observe("events");
    assertThat(table.take("events", seen, "third")).isTrue();
    assertThat(table.take("events", seen, "fourth")).isFalse();
  }

  @Test
  void while_the_database_is_away_the_holder_goes_on_until_its_time_is_over() {
    first.isHeld();
    table.away = true;
    pass(Duration.ofMillis(2_900));
    assertThat(first.isHeld()).isTrue();
    pass(Duration.ofMillis(200));
    assertThatThrownBy(first::isHeld).hasMessageContaining("away");
    table.away = false;
    assertThat(second.isHeld()).isTrue();
    assertThat(first.isHeld()).isFalse();
  }
}
