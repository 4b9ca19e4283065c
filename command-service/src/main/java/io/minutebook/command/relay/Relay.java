package io.minutebook.command.relay;

import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.eventstore.LogEnds;
import io.minutebook.command.eventstore.Place;
import io.minutebook.log.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the commits of the store to the log: every one at least once, each stream in the order
 * of its versions. What is appended in the same process is handed off to it and is published at
 * once; what the store says is pending is the truth, and is looked for now and then. A server that
 * is away only delays it; being stopped anywhere only makes it publish something twice. It keeps
 * how far the log has acknowledged; when it finds the log shorter, it publishes everything again.
 */
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int MOST_TOGETHER = 1_000;
  private static final int PAGE = 500;
  private static final int MOST_LOOKED_AT = 5_000;
  private static final int MOST_HANDED_OFF = 20_000;
  private static final long MOST_BYTES_HANDED_OFF = 64L * 1024 * 1024;
  private static final int PATIENCE_WITH_LOG = 10;

  /** So many commits published at once are load. */
  private static final int MANY = 6;

  /** How far apart publications begin under load. */
  private static final Duration GATHERING = Duration.ofMillis(5);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);
  private static final Duration LONG_TO_ANSWER = Duration.ofSeconds(5);

  private final CommitTable table;
  private final EventLog log;
  private final Duration sweep;
  private final Duration pause;
  private final RelayLease lease;
  private final Timing timing;
  private final Timing.Bell bell;
  private final HandOff handedOff = new HandOff(MOST_HANDED_OFF, MOST_BYTES_HANDED_OFF);
  private final Reach reach = new Reach();
  private final Succession succession;
  private final Marks marks;

  /** What was said of streams that cannot go on, so that it is said once. */
  private final Set<String> stuck = new HashSet<>();

  private volatile boolean active;
  private volatile @Nullable String trouble;

  /** When the publication began that has not been answered yet; null: there is none. */
  private volatile @Nullable Long publishingSince;

  private volatile boolean closing;
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean logIsChecked;
  private long sweepFrom;
  private @Nullable Thread thread;

  /**
   * @param sweep after how long it looks for commits that were not handed off to it
   */
  public Relay(CommitTable table, EventLog log, Duration sweep, RelayLease lease, Timing timing) {
    this.table = table;
    this.log = log;
    this.sweep = sweep;
    this.pause = sweep.compareTo(LONGEST_PAUSE) < 0 ? sweep : LONGEST_PAUSE;
    this.lease = lease;
    this.timing = timing;
    this.bell = timing.bell();
    this.succession = new Succession(table, reach);
    this.marks = new Marks(table, log.name(), timing);
  }

  /** Begins to work in a thread of its own; waits for no server. */
  public synchronized void start() {
    if (thread == null) {
      thread = timing.start("relay", this::run);
    }
  }

  /**
   * Has a commit published that is stored, durably; those of a stream in their order. May be called
   * by anyone at any time; returns at once.
   */
  public void handOff(Commit stored) {
    if (active) {
      handedOff.put(stored);
      bell.ring();
    }
  }

  /** What hinders the relay now, for a person; empty if nothing does. */
  public Optional<String> trouble() {
    Long since = publishingSince;
    if (since != null && timing.nanos() - since > LONG_TO_ANSWER.toNanos()) {
      return Optional.of(
          "Kafka has not answered for "
              + Duration.ofNanos(timing.nanos() - since).toSeconds()
              + " s");
    }
    return Optional.ofNullable(trouble);
  }

  /** Stops; what is not published by then is published after the next start. */
  @Override
  public synchronized void close() {
    closing = true;
    bell.ring();
    if (thread != null) {
      try {
        if (!thread.join(PATIENCE_AT_CLOSE)) {
          thread.interrupt();
          thread.join();
        }
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Works until it is closed, or its thread interrupted. */
  public void run() {
    Thread marking = timing.start("relay-marks", marks::run);
    work();
    standBy();
    discardProducer();
    marks.close();
    giveUpLease();
    try {
      marking.join();
    } catch (InterruptedException e) {
      marking.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!closing) {
      try {
        if (lease.isHeld()) {
          publishAll();
        } else {
          standBy();
        }
        goesOn();
        bell.await(sweep);
      } catch (InterruptedException e) {
        break;
      } catch (ExecutionException e) {
        hindered(e.getCause() == null ? e : e.getCause());
      } catch (RuntimeException e) {
        hindered(e);
      }
    }
  }

  /** Forgets what it knows of the log: another relay may be publishing. */
  private void standBy() {
    active = false;
    logIsChecked = false;
    handedOff.clear();
    reach.clear();
  }

  private void giveUpLease() {
    try {
      lease.giveUp();
    } catch (RuntimeException e) {
      LOG.warn("Could not give up the relay's lease; it runs out by itself: {}", e.toString());
    }
  }

  private void hindered(Throwable why) {
    discardProducer();
    publishingSince = null;
    standBy();
    if (closing) {
      return;
    }
    String said = String.valueOf(why);
    if (trouble == null) {
      LOG.warn("The relay is hindered and will try again: {}", said);
    }
    trouble = said;
    try {
      timing.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publishAll() throws InterruptedException, ExecutionException {
    if (!logIsChecked) {
      checkLog();
      logIsChecked = true;
      // from here on nothing is missed: what was appended before is found by the first sweep
      active = true;
      sweepFrom = timing.nanos();
    }
    boolean more = true;
    while (more && !closing && lease.isHeld()) {
      if (timing.nanos() - sweepFrom >= 0 || handedOff.hasMissed()) {
        sweep();
      }
      List<Commit> next = succession.of(handedOff.take(MOST_TOGETHER));
      more = !next.isEmpty();
      if (more) {
        long begun = timing.nanos();
        publish(next);
        goesOn();
        gather(next.size(), begun);
      }
    }
  }

  private void goesOn() {
    if (trouble != null) {
      LOG.info("The relay goes on");
      trouble = null;
    }
  }

  /**
   * Under load lets some commits come together: what is published at once costs the log and the
   * database a good deal less than one by one.
   */
  private void gather(int published, long begun) throws InterruptedException {
    if (published >= MANY) {
      Duration left = GATHERING.minusNanos(timing.nanos() - begun);
      if (left.isPositive()) {
        timing.pause(left);
      }
    }
  }

  /** Publishes all that is pending, but not what it has published already, which it marks again. */
  private void sweep() throws InterruptedException, ExecutionException {
    Set<String> held = new HashSet<>();
    List<Place> page = table.pending(null, MOST_LOOKED_AT);
    while (!page.isEmpty()) {
      List<Place> unpublished = new ArrayList<>();
      List<Place> unmarked = new ArrayList<>();
      for (Place place : page) {
        if (!reach.includes(place)) {
          unpublished.add(place);
        } else if (!marks.isOutstanding(place)) {
          unmarked.add(place);
        }
      }
      marks.add(unmarked, Map.of());
      publishAt(unpublished, held);
      boolean last = page.size() < MOST_LOOKED_AT || closing || !lease.isHeld();
      page = last ? List.of() : table.pending(page.getLast(), MOST_LOOKED_AT);
    }
    sweepFrom = timing.nanos() + sweep.toNanos();
  }

  /**
   * Publishes what is at these places, part by part.
   *
   * @param held the streams that cannot go on, of which nothing is published; grows
   */
  private void publishAt(List<Place> places, Set<String> held)
      throws InterruptedException, ExecutionException {
    List<Place> left = places.stream().filter(place -> !held.contains(place.stream())).toList();
    while (!left.isEmpty() && !closing && lease.isHeld()) {
      List<Place> part = left.subList(0, Math.min(PAGE, left.size()));
      List<Commit> read = table.pendingAt(part);
      List<Commit> unpublished =
          read.stream().filter(commit -> !held.contains(commit.stream())).toList();
      publish(unpublished).forEach(commit -> held.add(commit.stream()));
      int done = read.isEmpty() ? part.size() : part.indexOf(Place.of(read.getLast())) + 1;
      left = left.subList(done, left.size());
    }
  }

  private void checkLog() throws InterruptedException, ExecutionException {
    log.ensure();
    // a mark that came after everything was made pending again would take it back
    marks.awaitNone();
    LogEnds known = table.logEnds(log.name());
    if (!reachesAsFarAs(known.ends())) {
      LOG.error(
          "The log {} has lost records that it had acknowledged; publishing everything again",
          log.name());
      marks.forgetReach();
      table.publishAgain(log.name(), known);
    }
  }

  /** Whether the log still holds all that it has acknowledged, as far as its length tells. */
  private boolean reachesAsFarAs(Map<Integer, Long> before)
      throws InterruptedException, ExecutionException {
    for (int attempt = 0; attempt < PATIENCE_WITH_LOG; attempt++) {
      Map<Integer, Long> now = log.ends();
      if (before.entrySet().stream()
          .allMatch(end -> now.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
        return true;
      }
      // right after an election a broker may not know yet how far its log reaches
      timing.pause(pause);
    }
    return false;
  }

  /**
   * Publishes commits, given in the order of each stream, and has those marked that the log holds.
   *
   * @return those that can never be published, each the first such of its stream
   */
  private List<Commit> publish(List<Commit> commits)
      throws InterruptedException, ExecutionException {
    if (commits.isEmpty()) {
      return List.of();
    }
    Publication publication = new Publication(producer(), log.name());
    publishingSince = timing.nanos();
    publication.send(commits);
    List<Commit> acknowledged = publication.acknowledged();
    publishingSince = null;
    acknowledged.forEach(reach::extendTo);
    marks.add(acknowledged.stream().map(Place::of).toList(), publication.ends());
    for (Commit commit : publication.unpublishable()) {
      if (stuck.add(commit.toString())) {
        LOG.error("{} cannot be published: not an event, or too large; its stream waits", commit);
      }
    }
    Exception failure = publication.failure();
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return publication.unpublishable();
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = log.producer();
      producer = current;
    }
    return current;
  }

  private void discardProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
