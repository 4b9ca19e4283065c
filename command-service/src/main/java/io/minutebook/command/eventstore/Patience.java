package io.minutebook.command.eventstore;

import com.mongodb.MongoException;
import io.minutebook.command.Timing;
import io.minutebook.log.Commit;
import java.time.Duration;

/** How much longer the outcome of an append is sought, with longer and longer pauses. */
final class Patience {

  private static final Duration FIRST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Timing timing;
  private final Duration timeout;
  private final long begin;
  private Duration pause = FIRST;

  Patience(Timing timing, Duration timeout) {
    this.timing = timing;
    this.timeout = timeout;
    this.begin = timing.nanos();
  }

  /**
   * Waits a little before the next attempt.
   *
   * @throws OutcomeUnknown if there is no time left for it, or the thread is interrupted
   */
  void spend(Commit commit, MongoException cause) {
    if (timing.nanos() - begin + pause.toNanos() > timeout.toNanos()) {
      throw new OutcomeUnknown(commit, cause);
    }
    try {
      timing.pause(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OutcomeUnknown(commit, cause);
    }
    pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
  }
}
