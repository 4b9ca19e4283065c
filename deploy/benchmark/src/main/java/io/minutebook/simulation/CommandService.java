package io.minutebook.simulation;

import com.mongodb.MongoCommandException;
import io.minutebook.command.Busy;
import io.minutebook.command.Outcome;
import io.minutebook.command.Refusal;
import io.minutebook.command.axon.SerialCommandSide;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.relay.Relay;
import io.minutebook.command.relay.RelayLease;
import io.minutebook.command.relay.SharedLease;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One instance of the command service: its commit store, its relay and what decides. */
final class CommandService {

  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final long MOST_QUEUED = 1 << 20;

  private final World world;
  private final String name;
  private int lives;
  private Machine machine;
  private @Nullable Relay relay;
  private @Nullable SerialCommandSide side;

  /** What a client is told. */
  enum Reply {
    ACCEPTED,
    REFUSED,
    /** It failed, or is not known, or cannot be taken now: to be repeated. */
    AGAIN
  }

  CommandService(World world, String name) {
    this.world = world;
    this.name = name;
    this.machine = new Machine(world.scheduler(), name);
    start();
  }

  Machine machine() {
    return machine;
  }

  void start() {
    machine = new Machine(world.scheduler(), name + "." + ++lives);
    machine.setClock(world.dice().between(-2 * Scheduler.SECOND, 2 * Scheduler.SECOND));
    CommitTable table = new Weakened(new RemoteCommits(machine, world.commits()), world.takenOut());
    CommitStore store = new CommitStore(table, SETTLE, MOST_QUEUED, machine.timing());
    Relay started = new Relay(table, world.log(machine), world.sweep(), lease(), machine.timing());
    relay = started;
    side =
        new SerialCommandSide(
            store,
            machine.clock(),
            world.takenOut().contains(Safeguard.STALE_STATE_IS_EVICTED)
                ? new KeepingCache()
                : SerialCommandSide.cache((int) world.dice().between(1, 4)),
            started::handOff,
            new SerialCommandSide.Watcher() {
              @Override
              public void decidedOn(long version) {
                attempt().decidedOn(version);
              }

              @Override
              public void appending(boolean now) {
                attempt().setAppending(now);
              }
            });
    world.start(machine, "relay", started::run);
  }

  private RelayLease lease() {
    if (world.hasLease()) {
      return new SharedLease(
          world.lease().seenFrom(machine),
          Broker.TOPIC,
          machine.name(),
          world.leaseDuration(),
          world.scheduler()::now);
    }
    return RelayLease.alone();
  }

  private static Attempt attempt() {
    return Objects.requireNonNull(Attempt.current(), "only requests are decided");
  }

  /** Takes a request, if it is there to take it. */
  void take(Attempt attempt, Consumer<Reply> answer) {
    SerialCommandSide now = side;
    if (machine.isAlive() && now != null) {
      world.start(
          machine, "request", () -> attempt.run(() -> answer.accept(decided(attempt, now))));
    }
  }

  private Reply decided(Attempt attempt, SerialCommandSide now) {
    Command command = attempt.command();
    try {
      Outcome outcome = now.decisions().decide(attempt.request());
      world.scheduler().trace(() -> attempt.name() + " is answered " + outcome);
      command.answered(attempt, outcome);
      return Reply.ACCEPTED;
    } catch (Refusal e) {
      world.scheduler().trace(() -> attempt.name() + " is refused: " + e.getMessage());
      command.answered(attempt, e);
      return Reply.REFUSED;
    } catch (Busy | MongoCommandException e) {
      world.scheduler().trace(() -> attempt.name() + " has failed: " + e);
      command.failed(attempt);
      return Reply.AGAIN;
    } catch (RuntimeException e) {
      world.scheduler().trace(() -> attempt.name() + " is not known: " + e);
      return Reply.AGAIN;
    }
  }

  /** Is asked to end, and does so within some seconds. */
  void stop() {
    Relay stopped = relay;
    if (stopped != null) {
      world.start(machine, "stop", stopped::close);
    }
    side = null;
  }
}
