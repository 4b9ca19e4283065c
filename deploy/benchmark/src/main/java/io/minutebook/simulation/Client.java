package io.minutebook.simulation;

import io.minutebook.command.Context;
import io.minutebook.command.Expected;
import io.minutebook.simulation.CommandService.Reply;
import io.minutebook.simulation.Streams.Asked;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends one command after the other, each under a key of its own and to any instance, until it has
 * an answer; sometimes to both at once, and sometimes again when it has its answer.
 */
final class Client {

  private static final long PATIENCE = 15 * Scheduler.SECOND;

  private final World world;
  private final Dice dice;
  private final String name;
  private final Streams streams;
  private final Deque<Sending> waiting = new ArrayDeque<>();
  private int left;
  private int commands;
  private boolean busy = true;

  /** A command that is sent until it is answered. */
  private static final class Sending {
    private final Command command;
    private final Asked asked;
    private final String key;
    private int attempts;
    private boolean answered;

    Sending(Command command, Asked asked, String key) {
      this.command = command;
      this.asked = asked;
      this.key = key;
    }
  }

  Client(World world, String name, Streams streams, int commands) {
    this.world = world;
    this.dice = world.dice();
    this.name = name;
    this.streams = streams;
    this.left = commands;
    add(Streams.beginning(expected(Streams.series())));
    goOn();
  }

  /** Whether all that it has to send is answered. */
  boolean isDone() {
    return !busy;
  }

  private void goOn() {
    busy = true;
    long longest = world.faults().haveCeased() ? 1 : world.longestPause();
    world.scheduler().after(dice.between(0, longest), this::next);
  }

  private void next() {
    Sending sending = waiting.poll();
    if (sending == null && left > 0) {
      left--;
      add(streams.any(this::expected, world.ledger()));
      sending = waiting.poll();
    }
    if (sending == null) {
      busy = false;
    } else {
      send(sending);
    }
  }

  /** Something more to send. */
  void add(Asked asked) {
    String key = name + "k" + ++commands;
    Command command = new Command(world.ledger(), "f-" + key, false);
    world.ledger().add(command);
    waiting.add(new Sending(command, asked, key));
    if (!busy) {
      goOn();
    }
  }

  private Expected expected(String stream) {
    long head = world.ledger().stream(stream).headVersion();
    return switch (dice.below(8)) {
      case 0 -> new Expected.Version(Math.max(0, head));
      case 1 -> head >= 0 ? new Expected.Existing() : new Expected.Absent();
      default -> new Expected.Unstated();
    };
  }

  private void send(Sending sending) {
    int first = dice.below(world.commandServices().size());
    sendTo(first, sending);
    if (dice.chance(0.25)) {
      sendTo((first + 1) % world.commandServices().size(), sending);
    }
    int attempts = sending.attempts;
    world
        .scheduler()
        .after(
            PATIENCE,
            () -> {
              if (!sending.answered && sending.attempts == attempts) {
                send(sending);
              }
            });
  }

  private void sendTo(int service, Sending sending) {
    String attemptName = sending.key + "a" + ++sending.attempts;
    Context context =
        new Context(
            name,
            null,
            null,
            sending.key,
            sending.command.fingerprint(),
            attemptName,
            null,
            Map.of());
    world
        .scheduler()
        .after(
            world.faults().latency(),
            () -> {
              Attempt attempt =
                  new Attempt(
                      world.ledger(),
                      sending.command,
                      attemptName,
                      sending.asked.inContext().apply(context));
              world.commandServices().get(service).take(attempt, reply -> answered(sending, reply));
            });
  }

  private void answered(Sending sending, Reply reply) {
    if (world.faults().fate() != Fate.ANSWERED || sending.answered) {
      return;
    }
    if (reply == Reply.AGAIN) {
      int attempts = sending.attempts;
      world
          .scheduler()
          .after(
              dice.between(0, 2 * Scheduler.SECOND),
              () -> {
                if (!sending.answered && sending.attempts == attempts) {
                  send(sending);
                }
              });
      return;
    }
    sending.answered = true;
    if (reply == Reply.ACCEPTED && sending.command.isAccepted()) {
      sendOnceMore(sending);
    }
    goOn();
  }

  private void sendOnceMore(Sending sending) {
    if (dice.chance(0.15)) {
      waiting.add(new Sending(sending.command, sending.asked, sending.key));
      return;
    }
    if (dice.chance(0.05)) {
      Command misuse = new Command(world.ledger(), "other-" + sending.key + "-" + commands, true);
      world.ledger().add(misuse);
      waiting.add(new Sending(misuse, sending.asked, sending.key));
    }
  }

  /** What it waits for, for a person; null: for nothing. */
  @Nullable String waitsFor() {
    return busy ? name + " waits for an answer" : null;
  }
}
