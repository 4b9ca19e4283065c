package io.minutebook.benchmark.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is to go wrong, in which order and after how long; a seed gives the same each time. */
final class Schedule {

  private static final int SHORTEST_GAP = 200;
  private static final int LONGEST_GAP = 3_800;
  private static final int LONGEST_DOWN = 2_500;
  private static final int SHORTEST_CUT = 100;
  private static final int LONGEST_CUT = 3_000;

  /** The broker takes longest to start: were it killed as often as others, it never ran. */
  private static final int TIMES_OTHERS = 3;

  private static final int TIMES_BROKER = 2;

  private Schedule() {}

  /** Something that goes wrong, some time after what went wrong before. */
  sealed interface Trouble {
    Duration after();

    /**
     * A kill.
     *
     * @param down how long until the part is started again
     */
    record Kill(String part, Duration after, Duration down) implements Trouble {}

    /**
     * A cut.
     *
     * @param lasting for how long it happens to the link's connections
     */
    record Sever(String link, Cut cut, Duration after, Duration lasting) implements Trouble {}
  }

  static List<Trouble> of(long seed, int kills, int cuts, List<String> parts, List<String> links) {
    Random random = new Random(seed);
    List<String> targets = new ArrayList<>();
    while (targets.size() < kills) {
      targets.addAll(round(parts));
    }
    Collections.shuffle(targets, random);
    List<Trouble> troubles = new ArrayList<>();
    for (String part : targets.subList(0, kills)) {
      troubles.add(
          new Trouble.Kill(
              part, millis(random, SHORTEST_GAP, LONGEST_GAP), millis(random, 0, LONGEST_DOWN)));
    }
    List<Trouble> severed = new ArrayList<>();
    for (String link : links) {
      for (Cut cut : Cut.values()) {
        severed.add(
            new Trouble.Sever(
                link,
                cut,
                millis(random, SHORTEST_GAP, LONGEST_GAP),
                millis(random, SHORTEST_CUT, LONGEST_CUT)));
      }
    }
    for (int i = 0; i < cuts; i++) {
      if (i % severed.size() == 0) {
        Collections.shuffle(severed, random);
      }
      troubles.add(severed.get(i % severed.size()));
    }
    Collections.shuffle(troubles, random);
    return troubles;
  }

  private static List<String> round(List<String> parts) {
    List<String> round = new ArrayList<>();
    for (String part : parts) {
      int times = part.equals(Installation.BROKER) ? TIMES_BROKER : TIMES_OTHERS;
      round.addAll(Collections.nCopies(times, part));
    }
    return round;
  }

  private static Duration millis(Random random, int from, int to) {
    return Duration.ofMillis(from + random.nextInt(to - from));
  }
}
