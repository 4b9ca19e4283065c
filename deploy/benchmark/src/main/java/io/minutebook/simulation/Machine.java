package io.minutebook.simulation;

import io.minutebook.command.Timing;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One life of an operating system's process: its threads run until it is killed, which leaves them
 * where they are for ever, and not while it is paused. Its machine has a clock of its own.
 */
final class Machine {

  /** When the runs begin, by clocks that are right. */
  static final Instant EPOCH = Instant.parse("2020-05-04T15:00:00Z");

  private final Scheduler scheduler;
  private final String name;
  private final List<Runnable> held = new ArrayList<>();
  private boolean alive = true;
  private boolean paused;
  private long clockIsAhead;

  Machine(Scheduler scheduler, String name) {
    this.scheduler = scheduler;
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return alive;
  }

  boolean isPaused() {
    return paused;
  }

  /** The thread that makes all the steps. */
  Thread runner() {
    return scheduler.runner();
  }

  Thread start(String thread, Runnable body) {
    return Strand.start(this, name + " " + thread, body);
  }

  /** Takes the next step of one of its threads. */
  void execute(Runnable step) {
    if (paused) {
      held.add(step);
    } else if (alive) {
      scheduler.ready(this, step);
    }
  }

  /** Takes a step now, if it is alive; later, if it is paused. */
  void go(Runnable step) {
    if (paused) {
      held.add(step);
    } else if (alive) {
      step.run();
    }
  }

  /** Does something after a time unless it is dead by then. */
  void after(long nanos, Runnable action) {
    scheduler.after(nanos, () -> go(action));
  }

  void kill() {
    alive = false;
    paused = false;
    held.clear();
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    List<Runnable> goOn = List.copyOf(held);
    held.clear();
    goOn.forEach(this::execute);
  }

  /** Sets its machine's clock, by how much it is ahead of the right time. */
  void setClock(long nanosAhead) {
    clockIsAhead = nanosAhead;
  }

  Timing timing() {
    return new MadeUpTiming(scheduler, this);
  }

  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return EPOCH.plusNanos(scheduler.now() + clockIsAhead);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only UTC");
      }
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
