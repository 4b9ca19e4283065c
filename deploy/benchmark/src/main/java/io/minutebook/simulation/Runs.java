package io.minutebook.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many runs, several at the same time, each wholly on one thread. */
final class Runs {

  private static final long EVERY = 10_000;

  private final long end;
  private final @Nullable Safeguard takenOut;
  private final Consumer<Report> progress;
  private final AtomicLong next;
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicReference<Simulation.@Nullable Result> broken = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final long begin = System.nanoTime();

  /**
   * How far it got.
   *
   * @param broken of the runs that broke a promise the one with the lowest seed; null: there is
   *     none
   */
  record Report(long runs, long steps, double seconds, Simulation.@Nullable Result broken) {}

  private Runs(long from, long count, @Nullable Safeguard takenOut, Consumer<Report> progress) {
    this.next = new AtomicLong(from);
    this.end = from + count;
    this.takenOut = takenOut;
    this.progress = progress;
  }

  /**
   * Makes the runs of so many seeds, up to the first that breaks a promise.
   *
   * @param takenOut a safeguard that is lacking
   * @param progress is told now and then how far it is
   */
  static Report of(
      long from, long count, int threads, @Nullable Safeguard takenOut, Consumer<Report> progress)
      throws InterruptedException {
    Runs runs = new Runs(from, count, takenOut, progress);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.ofPlatform().name("simulation " + i).start(runs::work));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    Throwable failure = runs.failure.get();
    if (failure != null) {
      throw new IllegalStateException("the simulation itself has failed", failure);
    }
    return runs.report();
  }

  private void work() {
    try {
      Isolated.Runner runner = Isolated.runs();
      for (long seed = next.getAndIncrement();
          seed < end && broken.get() == null && failure.get() == null;
          seed = next.getAndIncrement()) {
        Simulation.Result result = undisturbed(runner, seed);
        steps.addAndGet(result.steps());
        if (result.violation() != null) {
          broken.accumulateAndGet(
              result, (a, b) -> a == null || (b != null && b.seed() < a.seed()) ? b : a);
        }
        if (runs.incrementAndGet() % EVERY == 0) {
          progress.accept(report());
        }
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  /** A run is not to be taken for broken only because it waited for a lock of the JDK's. */
  private Simulation.Result undisturbed(Isolated.Runner runner, long seed) {
    Simulation.Result result = runner.run(seed, takenOut);
    for (int i = 0; i < 5 && result.violation() != null; i++) {
      Simulation.Result again = runner.run(seed, takenOut);
      if (again.equals(result)) {
        break;
      }
      result = again;
    }
    return result;
  }

  private Report report() {
    return new Report(runs.get(), steps.get(), (System.nanoTime() - begin) / 1e9, broken.get());
  }
}
