package io.minutebook.command;

import java.time.Duration;

/**
 * How the threads of the command side wait and how they tell that time has gone on. What waits for
 * a time does so here and nowhere else, so that the same code also runs in a time that is made up.
 */
public interface Timing {

  /** The machine's own. */
  Timing SYSTEM = new SystemTiming();

  /** A clock that only ever goes forward, in nanoseconds from no particular moment. */
  long nanos();

  /** Returns after that time. */
  void pause(Duration duration) throws InterruptedException;

  /** Starts a thread of its own for some work. */
  Thread start(String name, Runnable work);

  /** A bell that nobody has rung yet. */
  Bell bell();

  /** Wakes who waits for it. However often it was rung before, it wakes once. */
  interface Bell {

    /** May be called by anyone at any time; returns at once. */
    void ring();

    /** Returns once the bell was rung since this last returned, or else after that time. */
    void await(Duration atMost) throws InterruptedException;
  }
}
