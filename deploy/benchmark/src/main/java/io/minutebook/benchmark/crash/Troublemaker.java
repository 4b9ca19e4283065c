package io.minutebook.benchmark.crash;

import io.minutebook.benchmark.crash.Schedule.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Carries a schedule out, as far as there is something to kill, and while commands go through. */
final class Troublemaker {

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** For how long it is waited that a command is accepted before the next trouble. */
  private static final Duration PATIENCE_WITH_LOAD = Duration.ofSeconds(20);

  /** How much longer a cut lasts that has not met a connection in use. */
  private static final Duration PATIENCE_WITH_LINK = Duration.ofSeconds(5);

  /** With more parts down there is nothing left to break. */
  private static final int MOST_DOWN = 3;

  private final Installation installation;
  private final Reactions reactions;
  private final LongSupplier acknowledgements;
  private final Map<String, Integer> kills = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> cuts = new ConcurrentSkipListMap<>();
  private final List<Trouble> left = new CopyOnWriteArrayList<>();
  private final AtomicInteger cutting = new AtomicInteger();
  private int withoutLoad;

  /**
   * @param acknowledgements how many commands were accepted so far
   */
  Troublemaker(Installation installation, Reactions reactions, LongSupplier acknowledgements) {
    this.installation = installation;
    this.reactions = reactions;
    this.acknowledgements = acknowledgements;
  }

  /** By part, how often it was killed. */
  Map<String, Integer> kills() {
    return Map.copyOf(kills);
  }

  /** By kind, how many cuts met a connection in use. */
  Map<String, Integer> cuts() {
    return Map.copyOf(cuts);
  }

  /** How many troubles came although no command had been accepted since the one before. */
  int withoutLoad() {
    return withoutLoad;
  }

  /** Returns when all is done, or it is enough. */
  void carryOut(List<Trouble> schedule, BooleanSupplier enough) throws InterruptedException {
    left.addAll(schedule);
    long accepted = acknowledgements.getAsLong();
    while (!(left.isEmpty() && cutting.get() == 0) && !enough.getAsBoolean()) {
      Optional<Trouble> next = left.stream().filter(this::isPossible).findFirst();
      if (next.isEmpty()) {
        Thread.sleep(PAUSE);
        continue;
      }
      Thread.sleep(next.get().after());
      if (!awaitLoad(accepted)) {
        withoutLoad++;
      }
      accepted = acknowledgements.getAsLong();
      left.remove(next.get());
      make(next.get());
    }
  }

  private boolean awaitLoad(long accepted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_WITH_LOAD.toNanos();
    while (acknowledgements.getAsLong() == accepted) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private boolean isPossible(Trouble trouble) {
    return switch (trouble) {
      case Trouble.Kill kill -> part(kill.part()).isAlive() && down() < MOST_DOWN;
      case Trouble.Sever sever -> link(sever.link()).current() == null;
    };
  }

  private long down() {
    return installation.parts().stream().filter(part -> part.state() != Part.State.UP).count();
  }

  private void make(Trouble trouble) {
    switch (trouble) {
      case Trouble.Kill kill -> kill(kill);
      case Trouble.Sever sever -> sever(sever);
    }
  }

  private void kill(Trouble.Kill kill) {
    Part part = part(kill.part());
    boolean relay = installation.isCommandService(part);
    StoreReader.Lease lease = relay ? reactions.leaseNow() : null;
    if (!part.kill(kill.down())) {
      left.add(kill); // it has ended meanwhile
      return;
    }
    kills.merge(part.name(), 1, Integer::sum);
    if (relay) {
      reactions.killed(lease);
    } else if (!part.name().startsWith("query")) {
      reactions.disturbed();
    }
  }

  /**
   * Returns at once; the cut ends by itself. One that has not met a connection in use, since
   * somebody at an end was down or has nothing to say, is tried again later on the next link: a
   * relay that waits for its turn would not use its own for as long as the other one lives.
   */
  private void sever(Trouble.Sever sever) {
    cutting.incrementAndGet();
    Link link = link(sever.link());
    long before = link.hits();
    reactions.disturbed();
    link.cut(sever.cut());
    Thread.ofVirtual()
        .name("cut of " + link.name())
        .start(
            () -> {
              try {
                Thread.sleep(sever.lasting());
                long deadline = System.nanoTime() + PATIENCE_WITH_LINK.toNanos();
                while (link.hits() == before && System.nanoTime() - deadline < 0) {
                  Thread.sleep(PAUSE);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                link.cut(null);
              }
              if (link.hits() > before) {
                cuts.merge(sever.cut().name(), 1, Integer::sum);
              } else {
                left.add(elsewhere(sever));
              }
              cutting.decrementAndGet();
            });
  }

  private Trouble.Sever elsewhere(Trouble.Sever sever) {
    List<String> links = installation.links().stream().map(Link::name).toList();
    String next = links.get((links.indexOf(sever.link()) + 1) % links.size());
    return new Trouble.Sever(next, sever.cut(), sever.after(), sever.lasting());
  }

  private Part part(String name) {
    return installation.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Link link(String name) {
    return installation.links().stream()
        .filter(link -> link.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
