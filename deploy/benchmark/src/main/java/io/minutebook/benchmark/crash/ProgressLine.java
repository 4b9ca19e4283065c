package io.minutebook.benchmark.crash;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says every few seconds how far a run has come. */
final class ProgressLine implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final Installation installation;
  private final Troublemaker troublemaker;
  private final Ledger ledger;
  private final Tally tally;
  private final Thread thread;

  ProgressLine(
      PrintWriter out,
      Installation installation,
      Troublemaker troublemaker,
      Ledger ledger,
      Tally tally) {
    this.out = out;
    this.installation = installation;
    this.troublemaker = troublemaker;
    this.ledger = ledger;
    this.tally = tally;
    this.thread = Thread.ofVirtual().name("progress").start(this::run);
  }

  private void run() {
    long begin = System.nanoTime();
    long before = ledger.acknowledgements();
    try {
      while (true) {
        Thread.sleep(PAUSE);
        long accepted = ledger.acknowledgements();
        print(Duration.ofNanos(System.nanoTime() - begin), accepted, accepted - before);
        before = accepted;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(Duration elapsed, long accepted, long now) {
    Map<String, Integer> kills = troublemaker.kills();
    out.printf(
        "%d:%02d  %d kills %s, %d cuts; %d accepted (%d/s), %d retries, %d times 503; down: %s%n",
        elapsed.toMinutes(),
        elapsed.toSecondsPart(),
        sum(kills),
        new TreeMap<>(kills),
        sum(troublemaker.cuts()),
        accepted,
        now / PAUSE.toSeconds(),
        tally.retries.sum(),
        tally.turnedAway.sum(),
        installation.parts().stream()
            .filter(part -> part.state() != Part.State.UP)
            .map(Part::name)
            .collect(Collectors.joining(", ")));
    out.flush();
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
