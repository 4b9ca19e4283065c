package io.minutebook.simulation;

import io.minutebook.command.relay.EventLog;
import io.minutebook.simulation.Streams.Asked;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a run is about: the servers, two instances of each service, and clients. */
final class World {

  private final Dice dice;
  private final Scheduler scheduler;
  private final Faults faults;
  private final Ledger ledger;
  private final Set<Safeguard> takenOut;
  private final Duration sweep;
  private final Duration leaseDuration;
  private final long longestPause;
  private final StoredCommits commits;
  private final LeaseRecord lease;
  private final StoredViews views;
  private final Broker broker;
  private final List<CommandService> commandServices;
  private final List<QueryService> queryServices;
  private final Streams streams;
  private final List<Client> clients = new ArrayList<>();

  World(long seed, Set<Safeguard> takenOut, @Nullable List<String> trace) {
    this.dice = new Dice(seed);
    this.scheduler = new Scheduler(dice, trace);
    this.faults = new Faults(dice);
    this.ledger = new Ledger(scheduler);
    this.takenOut = takenOut;
    this.sweep = Duration.ofSeconds(dice.between(1, 10));
    this.leaseDuration = Duration.ofSeconds(dice.between(8, 30));
    this.longestPause = (dice.chance(0.3) ? 2 : 12) * Scheduler.SECOND;
    Database database =
        new Database(
            scheduler, dice, faults, !takenOut.contains(Safeguard.JOURNALLED_ACKNOWLEDGEMENT));
    this.commits = new StoredCommits(database, ledger, takenOut);
    this.lease = new LeaseRecord(database);
    this.views = new StoredViews(new Database(scheduler, dice, faults, true), ledger, takenOut);
    this.broker = new Broker(scheduler, dice, faults, ledger);
    this.commandServices =
        List.of(new CommandService(this, "command A"), new CommandService(this, "command B"));
    this.queryServices =
        List.of(new QueryService(this, "query A"), new QueryService(this, "query B"));
    this.streams = new Streams(dice);
    for (int i = 0; i < 3; i++) {
      clients.add(new Client(this, "c" + i, streams, (int) dice.between(2, 7)));
    }
  }

  Dice dice() {
    return dice;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Faults faults() {
    return faults;
  }

  Ledger ledger() {
    return ledger;
  }

  Set<Safeguard> takenOut() {
    return takenOut;
  }

  boolean hasLease() {
    return !takenOut.contains(Safeguard.LEASE);
  }

  Duration sweep() {
    return sweep;
  }

  Duration leaseDuration() {
    return leaseDuration;
  }

  /** How long a client takes at most from an answer to its next command. */
  long longestPause() {
    return longestPause;
  }

  StoredCommits commits() {
    return commits;
  }

  LeaseRecord lease() {
    return lease;
  }

  StoredViews views() {
    return views;
  }

  Broker broker() {
    return broker;
  }

  EventLog log(Machine machine) {
    return new RemoteLog(scheduler, dice, faults, machine, broker, takenOut);
  }

  List<CommandService> commandServices() {
    return commandServices;
  }

  List<QueryService> queryServices() {
    return queryServices;
  }

  List<Client> clients() {
    return clients;
  }

  /** Commands that change every stream. */
  List<Asked> endings() {
    return streams.endings(ledger);
  }

  /** Starts a thread that is not to end by an exception. */
  void start(Machine machine, String thread, Runnable body) {
    machine.start(
        thread,
        () -> {
          try {
            body.run();
          } catch (RuntimeException | Error e) {
            StringWriter stack = new StringWriter();
            e.printStackTrace(new PrintWriter(stack));
            ledger.violated("the thread " + thread + " of " + machine + " has died: " + stack);
          }
        });
  }
}
