package io.minutebook.benchmark.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long something took each time. For several threads. */
final class Durations {

  private final List<Duration> all = new ArrayList<>();

  synchronized void add(Duration each) {
    all.add(each);
  }

  synchronized int number() {
    return all.size();
  }

  /** Zero if there are none. */
  synchronized Duration longest() {
    return all.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** Zero if there are none. */
  synchronized Duration median() {
    return all.isEmpty()
        ? Duration.ZERO
        : all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }
}
