package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.crash.Client.Attempt;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one command after the other, each until it is accepted: after silence, a broken connection
 * or a 503 again under the same key, to the same instance or another. Some go to all instances at
 * once, some are given up, some that were accepted long ago are sent again.
 */
final class Sender implements Runnable {

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(14);
  private static final int LONGEST_PAUSE_MILLIS = 400;

  private static final int SERVER_ERROR = 500;

  private static final double AT_ONCE = 0.05;
  private static final double REPEATED = 0.05;
  private static final double GIVEN_UP = 0.01;

  private final Client client;
  private final Meetings meetings;
  private final Ledger ledger;
  private final Tally tally;
  private final SplittableRandom random;
  private final Duration thinking;
  private final BooleanSupplier ending;
  private volatile @Nullable Command unanswered;

  /**
   * @param thinking how long between two commands on average
   * @param ending whether no new command is to be begun
   */
  Sender(
      Client client,
      Meetings meetings,
      Ledger ledger,
      Tally tally,
      SplittableRandom random,
      Duration thinking,
      BooleanSupplier ending) {
    this.client = client;
    this.meetings = meetings;
    this.ledger = ledger;
    this.tally = tally;
    this.random = random;
    this.thinking = thinking;
    this.ending = ending;
  }

  @Override
  public void run() {
    try {
      while (!ending.getAsBoolean()) {
        next();
        Thread.sleep(random.nextLong(1 + 2 * thinking.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next() throws InterruptedException {
    if (random.nextDouble() < REPEATED) {
      Command old = ledger.anyAccepted(random);
      if (old != null) {
        tally.repeated.increment();
        sendUntilAccepted(old, false);
        return;
      }
    }
    Command command = meetings.next(random);
    ledger.sending(command);
    if (random.nextDouble() < AT_ONCE) {
      tally.sentTwice.increment();
      sendToAll(command);
    } else {
      sendUntilAccepted(command, random.nextDouble() < GIVEN_UP);
    }
  }

  /** What it has no answer to yet; null: nothing. */
  @Nullable Command unanswered() {
    return unanswered;
  }

  /** Sends a command until it is accepted, whatever that takes. */
  void sendUntilAccepted(Command command, boolean mayGiveUp) throws InterruptedException {
    unanswered = command;
    int instance = random.nextInt(client.instances());
    while (!attempt(command, instance, patience())) {
      if (mayGiveUp) {
        tally.abandoned.increment();
        break;
      }
      tally.retries.increment();
      Thread.sleep(random.nextInt(10, LONGEST_PAUSE_MILLIS));
      instance = random.nextInt(client.instances());
    }
    unanswered = null;
  }

  private void sendToAll(Command command) throws InterruptedException {
    Executor each = Thread::startVirtualThread;
    Duration most = patience();
    Future<Boolean> other =
        CompletableFuture.supplyAsync(
            () -> attemptOrGiveUp(command, 1 % client.instances(), most), each);
    boolean accepted = attempt(command, 0, patience());
    try {
      accepted |= other.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    if (!accepted) {
      sendUntilAccepted(command, false);
    }
  }

  private boolean attemptOrGiveUp(Command command, int instance, Duration most) {
    try {
      return attempt(command, instance, most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether nothing more is to be done about the command. */
  private boolean attempt(Command command, int instance, Duration most)
      throws InterruptedException {
    tally.attempts.increment();
    return switch (client.send(command, instance, most)) {
      case Attempt.Accepted(Acknowledgement answer) -> {
        if (ledger.accepted(command, answer)) {
          meetings.accepted(command, answer);
        }
        yield true;
      }
      case Attempt.TurnedAway() -> counted(tally.turnedAway::increment);
      case Attempt.NoConnection() -> counted(tally.noConnection::increment);
      case Attempt.TimedOut() -> counted(tally.timedOut::increment);
      case Attempt.Wrong(int status, String body) -> {
        ledger.violated(
            Violation.of(
                Violation.Kind.WRONG_ANSWER, command, "answered %d %s".formatted(status, body)));
        yield status < SERVER_ERROR; // a refusal is the last word, a failure is not
      }
    };
  }

  private Duration patience() {
    return Duration.ofMillis(random.nextLong(SHORTEST_WAIT.toMillis(), LONGEST_WAIT.toMillis()));
  }

  private static boolean counted(Runnable increment) {
    increment.run();
    return false;
  }
}
