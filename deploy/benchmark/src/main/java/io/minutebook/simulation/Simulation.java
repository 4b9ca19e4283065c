package io.minutebook.simulation;

import io.minutebook.command.relay.LeaseTable.Observed;
import io.minutebook.simulation.StoredCommits.Stored;
import io.minutebook.simulation.Streams.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run: everything happens as the seed says, for some minutes of made-up time, then nothing more
 * goes wrong, and in the end all must be well.
 */
final class Simulation {

  private static final long SECOND = Scheduler.SECOND;
  private static final long PATIENCE = 600 * SECOND;
  private static final long MOST_STEPS = 400_000;

  private final World world;
  private final Calamities calamities;
  private boolean over;
  private boolean ended;
  private long deadline;

  /**
   * How a run went.
   *
   * @param violation the first promise that was broken; null if none was
   * @param trace what happened, if that was asked for
   */
  record Result(long seed, @Nullable String violation, long steps, List<String> trace) {}

  private Simulation(World world) {
    this.world = world;
    this.calamities = new Calamities(world);
  }

  /** Makes the run of a seed. */
  static Result run(long seed) {
    return run(seed, Set.of(), false);
  }

  /**
   * Makes the run of a seed.
   *
   * @param takenOut safeguards that are lacking
   * @param traced whether it tells what happens
   */
  static Result run(long seed, Set<Safeguard> takenOut, boolean traced) {
    List<String> trace = new ArrayList<>();
    World world = new World(seed, takenOut, traced ? trace : null);
    new Simulation(world).run();
    return new Result(seed, world.ledger().violation(), world.scheduler().steps(), trace);
  }

  private void run() {
    Scheduler scheduler = world.scheduler();
    scheduler.after(world.dice().between(20 * SECOND, 120 * SECOND), this::cease);
    while (!over && world.ledger().violation() == null) {
      if (!scheduler.step() || scheduler.steps() > MOST_STEPS) {
        world.ledger().violated("it has come to a stop, or to no end: " + unsettled());
      }
    }
  }

  /** From now on nothing goes wrong, and whatever was broken is mended. */
  private void cease() {
    world.scheduler().trace(() -> "nothing goes wrong any more");
    world.faults().cease();
    deadline = world.scheduler().now() + PATIENCE;
    check();
  }

  private void check() {
    boolean clientsAreDone = world.clients().stream().allMatch(Client::isDone);
    if (clientsAreDone && calamities.putsViewsBack() && !ended) {
      ended = true;
      Client client = world.clients().getFirst();
      for (Asked ending : world.endings()) {
        client.add(ending);
      }
    } else if (unsettled().isEmpty()) {
      over = true;
    } else if (world.scheduler().now() > deadline) {
      world.ledger().violated("it does not settle: " + unsettled());
    }
    if (!over) {
      world.scheduler().after(3 * SECOND, this::check);
    }
  }

  /** What is still to come to rest. */
  private List<String> unsettled() {
    List<String> unsettled = new ArrayList<>();
    for (Client client : world.clients()) {
      String waiting = client.waitsFor();
      if (waiting != null) {
        unsettled.add(waiting);
      }
    }
    for (Stored stored : world.commits().all()) {
      StreamHistory stream = world.ledger().stream(stored.commit().stream());
      if (stored.isPending()) {
        unsettled.add(stored.commit() + " is pending");
      }
      if (stream.viewed() < stored.commit().lastVersion()) {
        unsettled.add(stored.commit() + " is not in the views");
      }
    }
    world.views().parked().values().forEach(parked -> unsettled.add(parked.toString()));
    Observed lease = world.lease().observed();
    boolean isHeld =
        world.commandServices().stream()
            .map(CommandService::machine)
            .anyMatch(machine -> machine.isAlive() && machine.name().equals(lease.holder()));
    if (world.hasLease()
        && (!isHeld || lease.now().isAfter(lease.renewed().plus(world.leaseDuration())))) {
      unsettled.add("nobody holds the lease: " + lease);
    }
    return unsettled;
  }
}
