package io.minutebook.simulation;

import io.minutebook.query.projection.ProjectionLoop;
import io.minutebook.query.projection.Succession;
import io.minutebook.query.projection.ViewStore;
import java.time.Duration;
import java.util.Set;

/** One instance of the query service: its projection. */
final class QueryService {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final World world;
  private final String name;
  private int lives;
  private Machine machine;

  QueryService(World world, String name) {
    this.world = world;
    this.name = name;
    this.machine = new Machine(world.scheduler(), name);
    start();
  }

  Machine machine() {
    return machine;
  }

  void start() {
    Machine started = new Machine(world.scheduler(), name + "." + ++lives);
    machine = started;
    world.start(started, "projection", () -> run(started));
  }

  /** As the real one does, but for ever. */
  private void run(Machine on) {
    ViewStore views = new RemoteViews(on, world.dice(), world.views(), world.takenOut());
    while (on.isAlive()) {
      MadeUpConsumer consumer =
          new MadeUpConsumer(world.dice(), world.faults(), on, world.broker(), world.takenOut());
      try (consumer) {
        ProjectionLoop loop =
            new ProjectionLoop(consumer, Broker.TOPIC, views, on.clock(), rule(world.takenOut()));
        loop.subscribe();
        while (on.isAlive()) {
          loop.pollOnce();
        }
      } catch (RuntimeException e) {
        world.scheduler().trace(() -> on + " begins anew: " + e);
      }
      new MadeUpTiming(world.scheduler(), on).pause(PAUSE);
    }
  }

  private static Succession.Rule rule(Set<Safeguard> out) {
    if (out.contains(Safeguard.KNOWN_COMMITS_ARE_DROPPED)) {
      return (expected, commit) -> commit.version() > expected ? Succession.GAP : Succession.NEXT;
    }
    if (out.contains(Safeguard.GAPS_ARE_SEEN)) {
      return (expected, commit) ->
          commit.version() == expected ? Succession.NEXT : Succession.KNOWN;
    }
    return Succession::of;
  }
}
