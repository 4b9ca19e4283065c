package io.minutebook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

  private static final int RUNS = 10_000;
  private static final int THREADS = 2;

  @BeforeAll
  static void silence() {
    Silence.overLogs();
  }

  @Test
  void no_promise_is_broken_in_ten_thousand_runs() throws InterruptedException {
    long from = Long.getLong("minutebook.simulation.from", anySeed());
    System.out.printf("The simulation makes %,d runs from seed %d on%n", RUNS, from);

    Runs.Report report = Runs.of(from, RUNS, THREADS, null, progress -> {});

    System.out.printf(
        "%,d runs with %,d steps took %.1f s%n", report.runs(), report.steps(), report.seconds());
    assertThat(report.broken())
        .as("again: minutebook benchmark simulate --trace --from <seed>")
        .isNull();
    assertThat(report.runs()).isEqualTo(RUNS);
  }

  /** Another part of all seeds in every build; the seed is printed, and repeats the run. */
  private static long anySeed() {
    return ThreadLocalRandom.current().nextLong(1L << 40);
  }

  @Test
  void one_seed_always_gives_the_same_run() {
    for (long seed = 1; seed <= 20; seed++) {
      Simulation.Result once = Simulation.run(seed, Set.of(), true);

      assertThat(Simulation.run(seed, Set.of(), true)).isEqualTo(once);
      assertThat(once.trace()).isNotEmpty();
    }
  }

  @Test
  void other_seeds_give_other_runs() {
    assertThat(Simulation.run(1, Set.of(), true).trace())
        .isNotEqualTo(Simulation.run(2, Set.of(), true).trace());
  }

  /** The same ones in every build, to begin with when something is changed. */
  @ParameterizedTest
  @ValueSource(longs = {4, 28, 395, 1187, 2188, 2719, 5526, 9435, 22808})
  void no_promise_is_broken_in_these_runs(long seed) {
    assertThat(Simulation.run(seed).violation()).isNull();
  }
}
