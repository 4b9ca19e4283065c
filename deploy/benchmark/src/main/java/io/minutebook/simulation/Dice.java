package io.minutebook.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Chance, all of it from one seed. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** From 0 on and below a number. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From one number up to another, that included. */
  long between(long from, long to) {
    return random.nextLong(from, to + 1);
  }

  double fraction() {
    return random.nextDouble();
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
