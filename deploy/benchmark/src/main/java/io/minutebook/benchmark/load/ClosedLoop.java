package io.minutebook.benchmark.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * So many senders, each of which sends again as soon as it has its answer: what a system can do at
 * most. Its latencies say how long a sender waited, not how long one would under a given load; for
 * that there is {@link OpenLoop}.
 *
 * @param senders how many
 * @param warmUp for how long nothing is counted
 * @param measure for how long it is counted then
 */
public record ClosedLoop(int senders, Threads threads, Duration warmUp, Duration measure) {

  /**
   * Runs until the measured time is over and all senders have their last answer.
   *
   * @throws LoadFailure if a call failed
   */
  public Measured run(Work work) throws InterruptedException {
    AtomicLong numbers = new AtomicLong();
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Tally tally = new Tally(System.nanoTime(), warmUp, measure);
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      started.add(threads.builder().start(() -> send(work, numbers, tally, failure)));
    }
    for (Thread thread : started) {
      thread.join();
    }
    LoadFailure.throwIfAny(failure.get());
    return tally.measured();
  }

  private static void send(
      Work work, AtomicLong numbers, Tally tally, AtomicReference<RuntimeException> failure) {
    try {
      long from = System.nanoTime();
      while (!tally.isOver(from) && failure.get() == null) {
        int much = work.once(numbers.getAndIncrement());
        long to = System.nanoTime();
        tally.countByEnd(from, to, much);
        from = System.nanoTime();
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }
}
