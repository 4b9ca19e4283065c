package io.minutebook.benchmark.latency;

import io.minutebook.benchmark.load.LoadOptions;
import io.minutebook.benchmark.load.Measured;
import io.minutebook.benchmark.load.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls each way once, then again, so that whatever else the machine does meets all alike. */
final class InTurn {

  /** Beyond all numbers of the rehearsal. */
  private static final long FIRST = 1_000_000_000;

  private final List<Way> ways;
  private long number = FIRST;

  InTurn(List<Way> ways) {
    this.ways = ways;
  }

  /** Uses each way by itself for a while, as fast as it goes: alone it would take too long. */
  void rehearse(LoadOptions load) throws InterruptedException {
    for (Way way : ways) {
      load.closed(way.rehearsing()).run(way.work());
    }
  }

  /** By the name of each way, what it came to; its throughput is that of all in turn. */
  Map<String, Measured> run(LoadOptions load) {
    long start = System.nanoTime();
    List<Tally> tallies = new ArrayList<>();
    ways.forEach(_ -> tallies.add(new Tally(start, load.warmUp(), load.measure())));
    while (!tallies.getFirst().isOver(System.nanoTime())) {
      for (int i = 0; i < ways.size(); i++) {
        long from = System.nanoTime();
        int much = ways.get(i).work().once(number);
        tallies.get(i).countByEnd(from, System.nanoTime(), much);
      }
      number++;
    }
    Map<String, Measured> measured = new LinkedHashMap<>();
    for (int i = 0; i < ways.size(); i++) {
      measured.put(ways.get(i).name(), tallies.get(i).measured());
    }
    return measured;
  }
}
