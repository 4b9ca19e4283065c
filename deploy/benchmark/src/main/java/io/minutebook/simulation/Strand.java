package io.minutebook.simulation;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a machine, step by step. Where a step has to wait for a lock of the JDK that
 * another run holds, that is no event of this run: the step goes on as soon as it can, at the same
 * moment of made-up time.
 */
final class Strand implements Executor {

  private static final long MOMENT = 20_000;

  private final Machine machine;
  private final Thread runner;
  private volatile @Nullable Runnable unblocked;
  private @Nullable Thread thread;
  private boolean queued;

  private Strand(Machine machine) {
    this.machine = machine;
    this.runner = machine.runner();
  }

  static Thread start(Machine machine, String name, Runnable body) {
    Strand strand = new Strand(machine);
    Thread thread = VirtualThreads.of(strand, name, body);
    strand.thread = thread;
    thread.start();
    return thread;
  }

  /** Is given each step of the thread when it can be made. */
  @Override
  public void execute(Runnable step) {
    Thread current = Thread.currentThread();
    if (current == runner || current.isVirtual()) {
      queued = true;
      machine.execute(() -> run(step));
    } else {
      unblocked = step;
      LockSupport.unpark(runner);
    }
  }

  private void run(Runnable step) {
    queued = false;
    step.run();
    while (!queued && isBlocked()) {
      Runnable next = unblocked;
      if (next == null) {
        LockSupport.parkNanos(this, MOMENT);
      } else {
        unblocked = null;
        next.run();
      }
    }
  }

  private boolean isBlocked() {
    Thread.State state = thread == null ? Thread.State.NEW : thread.getState();
    return state == Thread.State.BLOCKED || state == Thread.State.RUNNABLE;
  }
}
