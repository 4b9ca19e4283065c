package io.minutebook.benchmark.load;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls by a timetable, so many a second, whether or not the ones before are answered. Latency
 * counts from the time at which a call was due: what waits because the system, or the sender, fell
 * behind is not left out ("coordinated omission").
 *
 * @param perSecond how many calls are due in a second
 * @param mostUnderWay how many may be under way; those that are due meanwhile wait, which counts
 */
public record OpenLoop(double perSecond, int mostUnderWay, Duration warmUp, Duration measure) {

  /**
   * Runs until all that was due in the measured time is answered.
   *
   * @throws LoadFailure if a call failed
   */
  public Measured run(Work work) throws InterruptedException {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Semaphore room = new Semaphore(mostUnderWay);
    Phaser underWay = new Phaser(1);
    long start = System.nanoTime();
    Tally tally = new Tally(start, warmUp, measure);
    for (long number = 0; failure.get() == null; number++) {
      long due = start + (long) (number * 1e9 / perSecond);
      if (tally.isOver(due)) {
        break;
      }
      await(due);
      room.acquire();
      underWay.register();
      long each = number;
      Thread.startVirtualThread(
          () -> {
            try {
              int much = work.once(each);
              tally.countByBegin(due, System.nanoTime(), much);
            } catch (RuntimeException e) {
              failure.compareAndSet(null, e);
            } finally {
              room.release();
              underWay.arriveAndDeregister();
            }
          });
    }
    underWay.arriveAndAwaitAdvance();
    LoadFailure.throwIfAny(failure.get());
    return tally.measured();
  }

  private static void await(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }
}
