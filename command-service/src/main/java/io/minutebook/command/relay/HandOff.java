package io.minutebook.command.relay;

import io.minutebook.log.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Commits on their way from those who appended them to the relay of the same process. It holds so
 * much and no more: what does not fit is left to the store, which knows what is pending. Safe for
 * use by several threads.
 */
final class HandOff {

  private final int mostCommits;
  private final long mostBytes;
  private final Deque<Commit> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean missed;

  HandOff(int mostCommits, long mostBytes) {
    this.mostCommits = mostCommits;
    this.mostBytes = mostBytes;
  }

  synchronized void put(Commit commit) {
    if (waiting.size() >= mostCommits || bytes >= mostBytes) {
      missed = true;
      return;
    }
    waiting.add(commit);
    bytes += size(commit);
  }

  /** Takes out the oldest ones, at most so many. */
  synchronized List<Commit> take(int most) {
    List<Commit> taken = new ArrayList<>(Math.min(most, waiting.size()));
    while (taken.size() < most && !waiting.isEmpty()) {
      Commit next = waiting.remove();
      bytes -= size(next);
      taken.add(next);
    }
    return taken;
  }

  /** Whether something did not fit since this was last asked. */
  synchronized boolean hasMissed() {
    boolean before = missed;
    missed = false;
    return before;
  }

  synchronized void clear() {
    waiting.clear();
    bytes = 0;
    missed = false;
  }

  private static long size(Commit commit) {
    return commit.events().stream().mapToLong(event -> event.length).sum();
  }
}
