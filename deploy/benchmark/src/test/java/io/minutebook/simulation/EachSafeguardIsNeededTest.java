package io.minutebook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The simulation's own proof: with any one safeguard taken out, it finds a promise broken. */
class EachSafeguardIsNeededTest {

  private static final long FROM = 1;
  private static final int RUNS = 1_000;
  private static final int THREADS = 2;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LEASE")
  void without_it_a_promise_is_broken(Safeguard safeguard) throws InterruptedException {
    Runs.Report report = Runs.of(FROM, RUNS, THREADS, safeguard, progress -> {});

    assertThat(report.broken()).as(safeguard.what()).isNotNull();
    System.out.printf(
        "Without %s, run %d: %s%n",
        safeguard, report.runs(), report.broken() == null ? "" : report.broken().violation());
  }

  @Test
  void without_the_lease_there_is_only_more_work() throws InterruptedException {
    Runs.Report report = Runs.of(FROM, RUNS, THREADS, Safeguard.LEASE, progress -> {});

    assertThat(report.broken()).isNull();
  }
}
