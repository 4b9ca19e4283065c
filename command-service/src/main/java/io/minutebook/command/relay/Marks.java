package io.minutebook.command.relay;

import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.eventstore.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the store what is published, and before that how far the log reaches, beside the thread
 * that publishes. Many are marked at once: to the database one mark costs as much as an insert, and
 * a good deal less among thousands. Until a mark is set the commit would be published once more by
 * another relay, no more than that. Safe for use by several threads.
 */
final class Marks {

  private static final Logger LOG = LoggerFactory.getLogger(Marks.class);
  private static final int MOST_TOGETHER = 5_000;

  /** For how long marks gather, so that under load they are many. */
  private static final Duration GATHERING = Duration.ofMillis(200);

  /** For how long it sleeps when nobody rings. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CommitTable table;
  private final String log;
  private final Timing timing;
  private final Timing.Bell added;
  private final Timing.Bell settled;

  private final List<Place> waiting = new ArrayList<>();
  private final Set<Place> outstanding = new HashSet<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private volatile boolean closing;

  Marks(CommitTable table, String log, Timing timing) {
    this.table = table;
    this.log = log;
    this.timing = timing;
    this.added = timing.bell();
    this.settled = timing.bell();
  }

  /**
   * Has commits marked soon.
   *
   * @param reached how far the log has acknowledged them
   */
  void add(List<Place> published, Map<Integer, Long> reached) {
    if (!published.isEmpty() || !reached.isEmpty()) {
      put(published, reached);
      added.ring();
    }
  }

  private synchronized void put(List<Place> published, Map<Integer, Long> reached) {
    waiting.addAll(published);
    outstanding.addAll(published);
    reached.forEach((partition, end) -> ends.merge(partition, end, Math::max));
  }

  /** Whether a commit is about to be marked. */
  synchronized boolean isOutstanding(Place place) {
    return outstanding.contains(place);
  }

  /** Returns once nothing is about to be marked any more, or when this is closed. */
  void awaitNone() throws InterruptedException {
    while (!closing && isAnyOutstanding()) {
      settled.await(GATHERING);
    }
  }

  /** Forgets how far the log reached, because it is not that log any more. */
  synchronized void forgetReach() {
    ends.clear();
  }

  private synchronized boolean isAnyOutstanding() {
    return !outstanding.isEmpty();
  }

  /** Tries once more to mark what is left, and ends. */
  void close() {
    closing = true;
    added.ring();
  }

  /** Works until it is closed, or its thread interrupted. */
  void run() {
    try {
      while (!closing) {
        added.await(LONG);
        markAll();
      }
      markAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Marks all that waits: what was taken is tried until it succeeds, or once more when closing. */
  private void markAll() throws InterruptedException {
    for (List<Place> next = take(); !next.isEmpty(); next = take()) {
      while (!mark(next)) {
        if (closing) {
          return;
        }
        timing.pause(GATHERING);
      }
      settled.ring();
      if (next.size() < MOST_TOGETHER && !closing) {
        timing.pause(GATHERING);
      }
    }
  }

  private synchronized List<Place> take() {
    List<Place> first = waiting.subList(0, Math.min(MOST_TOGETHER, waiting.size()));
    List<Place> taken = List.copyOf(first);
    first.clear();
    return taken;
  }

  private boolean mark(List<Place> published) {
    try {
      table.logReached(log, reached());
      table.published(published);
    } catch (RuntimeException e) {
      LOG.debug("Could not mark what is published yet: {}", e.toString());
      return false;
    }
    settle(published);
    return true;
  }

  private synchronized Map<Integer, Long> reached() {
    return Map.copyOf(ends);
  }

  private synchronized void settle(List<Place> marked) {
    marked.forEach(outstanding::remove);
  }
}
