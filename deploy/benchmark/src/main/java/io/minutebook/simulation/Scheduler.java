package io.minutebook.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything, one step at a time, on the one thread that calls it: of what could go on now it
 * draws what does, and when nothing can, time goes on to what was put off the least.
 */
final class Scheduler {

  /** Lengths of made-up time, in nanoseconds as everywhere here. */
  static final long MILLISECOND = 1_000_000;

  static final long SECOND = 1_000 * MILLISECOND;

  private final Thread runner = Thread.currentThread();
  private final Dice dice;
  private final List<Step> ready = new ArrayList<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final @Nullable List<String> trace;
  private long now;
  private long steps;
  private long timersMade;

  private record Step(Machine machine, Runnable work) {}

  private record Timer(long at, long number, Runnable action) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(at, other.at);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  Scheduler(Dice dice, @Nullable List<String> trace) {
    this.dice = dice;
    this.trace = trace;
  }

  /** The thread that makes all the steps. */
  Thread runner() {
    return runner;
  }

  /** Nanoseconds since the run began. */
  long now() {
    return now;
  }

  /** How many steps were made. */
  long steps() {
    return steps;
  }

  /** Notes what happens, if somebody wants to read it. */
  void trace(Supplier<String> what) {
    if (trace != null) {
      trace.add("%10.4f %s".formatted(now / (double) SECOND, what.get()));
    }
  }

  void ready(Machine machine, Runnable work) {
    ready.add(new Step(machine, work));
  }

  void after(long nanos, Runnable action) {
    timers.add(new Timer(now + nanos, timersMade++, action));
  }

  /** Makes one step; returns whether there was one to make. */
  boolean step() {
    steps++;
    if (!ready.isEmpty()) {
      int drawn = dice.below(ready.size());
      Step step = ready.get(drawn);
      Step last = ready.removeLast();
      if (drawn < ready.size()) {
        ready.set(drawn, last);
      }
      step.machine.go(step.work);
      return true;
    }
    Timer next = timers.poll();
    if (next == null) {
      return false;
    }
    now = next.at;
    next.action.run();
    return true;
  }
}
