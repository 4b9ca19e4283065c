package io.minutebook.simulation;

/** How much goes wrong in a run, until it ceases. */
final class Faults {

  private final Dice dice;
  private final double lost;
  private final double unanswered;
  private final double late;
  private final double slow;
  private final double fatal;
  private boolean ceased;

  /** Draws how much; most kinds do not occur in every run. */
  Faults(Dice dice) {
    this.dice = dice;
    this.lost = drawn(0.06);
    this.unanswered = drawn(0.08);
    this.late = drawn(0.06);
    this.slow = drawn(0.3);
    this.fatal = drawn(0.2);
  }

  private double drawn(double most) {
    return dice.chance(0.6) ? dice.fraction() * most : 0;
  }

  void cease() {
    ceased = true;
  }

  boolean haveCeased() {
    return ceased;
  }

  boolean occurs(double probability) {
    return !ceased && dice.chance(probability);
  }

  /** Whether a request of a producer fails for good. */
  boolean isFatal() {
    return occurs(fatal);
  }

  Fate fate() {
    double drawn = dice.fraction();
    if (ceased || drawn > lost + unanswered + late) {
      return Fate.ANSWERED;
    }
    if (drawn < lost) {
      return Fate.LOST;
    }
    return drawn < lost + unanswered ? Fate.UNANSWERED : Fate.LATE;
  }

  /** How long a message is on its way. */
  long latency() {
    return occurs(slow)
        ? dice.between(1, 800) * Scheduler.MILLISECOND
        : dice.between(100_000, 2 * Scheduler.MILLISECOND);
  }
}
