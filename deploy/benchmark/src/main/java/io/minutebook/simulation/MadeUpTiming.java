package io.minutebook.simulation;

import io.minutebook.command.Timing;
import java.time.Duration;

/** Waiting in made-up time. */
final class MadeUpTiming implements Timing {

  private final Scheduler scheduler;
  private final Machine machine;

  MadeUpTiming(Scheduler scheduler, Machine machine) {
    this.scheduler = scheduler;
    this.machine = machine;
  }

  @Override
  public long nanos() {
    return scheduler.now();
  }

  @Override
  public void pause(Duration duration) {
    Answer<Boolean> over = new Answer<>();
    machine.after(duration.toNanos(), () -> over.give(true));
    over.await();
  }

  @Override
  public Thread start(String name, Runnable work) {
    return machine.start(name, work);
  }

  @Override
  public Bell bell() {
    return new MadeUpBell();
  }

  private final class MadeUpBell implements Bell {

    private boolean rung;
    private Answer<Boolean> waiting = new Answer<>();

    @Override
    public void ring() {
      rung = true;
      waiting.give(true);
    }

    @Override
    public void await(Duration atMost) {
      if (!rung) {
        Answer<Boolean> own = new Answer<>();
        waiting = own;
        machine.after(atMost.toNanos(), () -> own.give(true));
        own.await();
      }
      rung = false;
    }
  }
}
