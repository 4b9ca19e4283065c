package io.minutebook.benchmark.crash;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.SplittableRandom;

/** Looks now and then, while all goes wrong, whether commands that were accepted are stored. */
final class SpotChecks implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int EACH_TIME = 50;

  private final StoreReader store;
  private final Ledger ledger;
  private final SplittableRandom random;
  private final Thread thread;

  SpotChecks(StoreReader store, Ledger ledger, SplittableRandom random) {
    this.store = store;
    this.ledger = ledger;
    this.random = random;
    this.thread = Thread.ofVirtual().name("spot checks").start(this::check);
  }

  private void check() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        for (int i = 0; i < EACH_TIME; i++) {
          checkOne();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void checkOne() {
    Command command = ledger.anyAccepted(random);
    Acknowledgement answer = command == null ? null : ledger.answerTo(command);
    if (command == null || answer == null) {
      return;
    }
    try {
      if (!store.hasEvent(answer.stream(), answer.version())) {
        ledger.violated(
            Violation.of(
                Violation.Kind.LOST, command, "not stored at version " + answer.version()));
      }
    } catch (MongoException notNow) {
      // the database was killed; the next time, then
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
