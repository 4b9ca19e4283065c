package io.minutebook.benchmark.crash;

import com.mongodb.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast the relays get over a loss: from the kill of the active one's instance to the
 * next event in the log, and from the broker's return to the last event that had waited for it.
 * What else went wrong in between is told apart.
 */
final class Reactions {

  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final StoreReader store;
  private final PublishedWatch published;
  private final BooleanSupplier relaysWell;
  private final AtomicLong disturbances = new AtomicLong();

  /** Undisturbed and disturbed ones. */
  final Durations takeovers = new Durations();

  final Durations disturbedTakeovers = new Durations();
  final Durations backlogs = new Durations();
  final Durations disturbedBacklogs = new Durations();

  /**
   * @param relaysWell whether all is up that a relay needs, apart from other relays
   */
  Reactions(StoreReader store, PublishedWatch published, BooleanSupplier relaysWell) {
    this.store = store;
    this.published = published;
    this.relaysWell = relaysWell;
  }

  /** Something happened that may hinder a relay. */
  void disturbed() {
    disturbances.incrementAndGet();
  }

  /** The lease before a kill, if the database can be asked. */
  StoreReader.@Nullable Lease leaseNow() {
    try {
      return store.lease();
    } catch (MongoException e) {
      return null;
    }
  }

  /**
   * After the kill of an instance of the command service; returns at once.
   *
   * @param before the lease before the kill
   */
  void killed(StoreReader.@Nullable Lease before) {
    if (before == null) {
      return;
    }
    long disturbance = disturbances.incrementAndGet();
    long begin = System.nanoTime();
    Instant at = Instant.now();
    Thread.ofVirtual().name("takeover").start(() -> awaitTakeover(before, at, begin, disturbance));
  }

  private void awaitTakeover(
      StoreReader.Lease before, Instant killedAt, long begin, long disturbance) {
    boolean well = relaysWell.getAsBoolean();
    long seen = -1;
    while (isWithin(begin) && pause()) {
      well &= relaysWell.getAsBoolean();
      if (seen < 0) {
        StoreReader.Lease now = leaseNow();
        if (now == null) {
          well = false;
        } else if (now.term() > before.term()) {
          seen = published.records();
        } else if (now.renewed().isAfter(killedAt.plusMillis(100))) {
          return; // it was not the active one
        }
      } else if (published.records() > seen) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        (well && disturbance == disturbances.get() ? takeovers : disturbedTakeovers).add(took);
        return;
      }
    }
  }

  /** When the broker is back; returns at once. */
  void brokerIsBack() {
    long disturbance = disturbances.incrementAndGet();
    long begin = System.nanoTime();
    Instant now = Instant.now();
    Thread.ofVirtual().name("backlog").start(() -> awaitPublished(now, begin, disturbance));
  }

  private void awaitPublished(Instant upTo, long begin, long disturbance) {
    boolean well = relaysWell.getAsBoolean();
    while (isWithin(begin)) {
      well &= relaysWell.getAsBoolean();
      try {
        if (store.pendingUpTo(upTo) == 0) {
          Duration took = Duration.ofNanos(System.nanoTime() - begin);
          (well && disturbance == disturbances.get() ? backlogs : disturbedBacklogs).add(took);
          return;
        }
      } catch (MongoException e) {
        well = false;
      }
      if (!pause()) {
        return;
      }
    }
  }

  private static boolean isWithin(long begin) {
    return System.nanoTime() - begin < LONGEST.toNanos();
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
