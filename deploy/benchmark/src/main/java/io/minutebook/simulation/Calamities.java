package io.minutebook.simulation;

import java.util.List;

/** What befalls the world, until it ceases. */
final class Calamities {

  private static final long SECOND = Scheduler.SECOND;

  private final World world;
  private final Dice dice;
  private final Scheduler scheduler;
  private final long apart;

  /** Whether the log may lose what it has acknowledged in this run. */
  private final boolean logBreaks;

  /** Whether the views may be put back to a backup in this run. */
  private final boolean viewsArePutBack;

  private Runnable backup = () -> {};

  Calamities(World world) {
    this.world = world;
    this.dice = world.dice();
    this.scheduler = world.scheduler();
    this.apart = dice.between(3 * SECOND, 30 * SECOND);
    // cut off twice in a row while two relays look at it, a log is known to need the lease
    this.logBreaks = dice.chance(0.2) && world.hasLease();
    this.viewsArePutBack = !logBreaks && dice.chance(0.1);
    Database database = world.commits().database();
    if (dice.chance(database.isSlow() ? 0.7 : 0.1)) {
      database.onWrite(() -> afterWrite(database));
    }
    if (viewsArePutBack) {
      backup = world.views().backup();
    }
    plan();
  }

  boolean putsViewsBack() {
    return viewsArePutBack;
  }

  private void plan() {
    scheduler.after(
        dice.between(SECOND / 10, apart),
        () -> {
          if (!world.faults().haveCeased()) {
            befall();
            plan();
          }
        });
  }

  private void befall() {
    if ((logBreaks || viewsArePutBack) && dice.chance(0.3)) {
      rare();
      return;
    }
    switch (dice.below(14)) {
      case 0, 1 -> crash(dice.pick(world.commandServices()));
      case 2 -> stop(dice.pick(world.commandServices()));
      case 3, 4 -> crash(dice.pick(world.queryServices()));
      case 5 -> pause(dice.pick(world.commandServices()).machine());
      case 6 -> pause(dice.pick(world.queryServices()).machine());
      case 7, 8 -> crash(world.commits().database(), "the store");
      case 9 -> crash(world.views().database(), "the views");
      case 10 -> crashBroker(20 * SECOND);
      case 11 -> crashBroker(dice.chance(0.3) ? 180 * SECOND : 20 * SECOND);
      case 12 -> rebalance();
      default -> setClocks();
    }
  }

  private void rare() {
    if (logBreaks) {
      breakLog();
    } else if (viewsArePutBack) {
      if (dice.chance(0.5)) {
        backup = world.views().backup();
      } else {
        putViewsBack();
      }
    }
  }

  private void crash(CommandService service) {
    if (service.machine().isAlive()) {
      kill(service.machine());
      scheduler.after(dice.between(0, 15 * SECOND), service::start);
    }
  }

  private void stop(CommandService service) {
    Machine machine = service.machine();
    if (machine.isAlive() && !machine.isPaused()) {
      scheduler.trace(() -> machine + " is asked to stop");
      service.stop();
      scheduler.after(
          5 * SECOND,
          () -> {
            if (machine.isAlive()) {
              crash(service);
            }
          });
    }
  }

  private void crash(QueryService service) {
    crash(service, 15 * SECOND);
  }

  private void crash(QueryService service, long longest) {
    if (service.machine().isAlive()) {
      kill(service.machine());
      scheduler.after(dice.between(0, longest), service::start);
    }
  }

  private void kill(Machine machine) {
    scheduler.trace(() -> machine + " crashes");
    machine.kill();
    world.broker().group().notHeardOf(machine);
  }

  private void pause(Machine machine) {
    if (machine.isAlive() && !machine.isPaused()) {
      scheduler.trace(() -> machine + " is paused");
      machine.pause();
      world.broker().group().notHeardOf(machine);
      long length = dice.chance(0.5) ? 60 * SECOND : 5 * SECOND;
      scheduler.after(
          dice.between(0, length),
          () -> {
            scheduler.trace(() -> machine + " goes on");
            machine.resume();
          });
    }
  }

  /** What was written a moment ago is what a crash may take. */
  private void afterWrite(Database database) {
    if (world.faults().occurs(0.12)) {
      scheduler.after(dice.between(0, SECOND / 2), () -> crash(database, "the store"));
    }
  }

  private void crash(Database database, String name) {
    if (database.server().isUp() && !world.faults().haveCeased()) {
      scheduler.trace(() -> name + " crashes");
      database.crash();
      scheduler.after(
          dice.between(0, 10 * SECOND),
          () -> {
            scheduler.trace(() -> name + " is back");
            database.server().comeUp();
          });
    }
  }

  private void crashBroker(long longest) {
    if (world.broker().server().isUp()) {
      scheduler.trace(() -> "the broker crashes");
      world.broker().crash();
      scheduler.after(dice.between(0, longest), this::brokerIsBack);
    }
  }

  private void brokerIsBack() {
    scheduler.trace(() -> "the broker is back");
    world.broker().comeUp();
  }

  private void rebalance() {
    List<MadeUpConsumer> members = world.broker().group().members();
    if (!members.isEmpty()) {
      scheduler.trace(() -> "a consumer is taken for gone");
      world.broker().group().remove(dice.pick(members));
    }
  }

  private void setClocks() {
    long ahead = dice.between(-100 * SECOND, 100 * SECOND);
    if (dice.chance(0.5)) {
      scheduler.trace(() -> "the database's clock is set");
      world.commits().database().setClock(ahead);
    } else {
      dice.pick(world.commandServices()).machine().setClock(ahead);
    }
  }

  /** A power cut, after which the broker's disk has lost a part of what it had. */
  private void breakLog() {
    if (!world.broker().server().isUp() || !world.commits().database().server().isUp()) {
      return;
    }
    scheduler.trace(() -> "a power cut breaks the log");
    world.commandServices().forEach(this::crash);
    world.queryServices().forEach(service -> crash(service, 80 * SECOND));
    crash(world.commits().database(), "the store");
    world.broker().crash();
    world.broker().loseTail();
    scheduler.after(dice.between(0, 10 * SECOND), this::brokerIsBack);
  }

  private void putViewsBack() {
    if (world.views().database().server().isUp()) {
      scheduler.trace(() -> "the views are put back to a backup");
      world.queryServices().forEach(this::crash);
      crash(world.views().database(), "the views");
      backup.run();
    }
  }
}
