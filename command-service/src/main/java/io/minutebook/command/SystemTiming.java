package io.minutebook.command;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The machine's own time. */
final class SystemTiming implements Timing {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  @Override
  public Thread start(String name, Runnable work) {
    return Thread.ofPlatform().name(name).start(work);
  }

  @Override
  public Bell bell() {
    return new SemaphoreBell();
  }

  private static final class SemaphoreBell implements Bell {

    private final Semaphore rung = new Semaphore(0);

    @Override
    public void ring() {
      if (rung.availablePermits() == 0) {
        rung.release();
      }
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
      if (rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        rung.drainPermits();
      }
    }
  }
}
