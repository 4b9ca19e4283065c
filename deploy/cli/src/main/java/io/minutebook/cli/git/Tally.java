package io.minutebook.cli.git;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often each line occurs. */
final class Tally {

  private final Map<String, Integer> counts = new HashMap<>();

  static Tally of(List<String> lines) {
    Tally tally = new Tally();
    lines.forEach(line -> tally.add(line, 1));
    return tally;
  }

  void add(String line, int times) {
    counts.merge(line, times, Integer::sum);
  }

  int of(String line) {
    return counts.getOrDefault(line, 0);
  }

  /** Takes one away if there is one; whether there was. */
  boolean take(String line) {
    if (of(line) <= 0) {
      return false;
    }
    add(line, -1);
    return true;
  }

  Set<String> lines() {
    return counts.keySet();
  }
}
