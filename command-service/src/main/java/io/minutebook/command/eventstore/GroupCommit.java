package io.minutebook.command.eventstore;

import com.mongodb.MongoException;
import io.minutebook.log.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has concurrent commits share round trips: whatever has queued up while one insert was under way
 * goes with the next, unordered, of each stream at most one. There is no thread of its own: who
 * finds nobody inserting inserts, and hands over to the first of those that queued meanwhile; so a
 * sender who is alone pays for nothing but its own insert. Safe for use by several threads.
 */
final class GroupCommit {

  /** How many documents are inserted together at most. */
  private static final int MOST_TOGETHER = 1_000;

  /** How many bytes of events are inserted together, unless the first commit has more. */
  private static final long MOST_BYTES_TOGETHER = 16L * 1024 * 1024;

  /** See {@link CommitTable#insert}. */
  @FunctionalInterface
  interface Writer {
    List<Insertion> insert(List<Commit> commits);
  }

  private final Writer writer;
  private final long mostQueuedBytes;

  private final Deque<Waiting> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean inserting;

  /** So many bytes of events may wait for their insert. */
  GroupCommit(Writer writer, long mostQueuedBytes) {
    this.writer = writer;
    this.mostQueuedBytes = mostQueuedBytes;
  }

  /**
   * Inserts a commit, together with others.
   *
   * @param again whether it was sent before, so that it may not be turned away any more
   * @throws StoreBusy if too much is queued; it was not sent
   */
  Insertion insert(Commit commit, boolean again) {
    Waiting own = new Waiting(commit);
    if (!leads(own, again)) {
      // Not to be interrupted: who is told to lead must do so. An insert ends by its time-out.
      Insertion result = own.told.join();
      if (result != null) {
        return result;
      }
    }
    return lead(own);
  }

  /** How many commits wait for their insert. */
  synchronized int queued() {
    return queue.size();
  }

  private synchronized boolean leads(Waiting own, boolean again) {
    if (!again && queuedBytes > 0 && queuedBytes + own.bytes > mostQueuedBytes) {
      throw new StoreBusy(queue.size());
    }
    queue.add(own);
    queuedBytes += own.bytes;
    boolean first = !inserting;
    inserting = true;
    return first;
  }

  /** Inserts what is queued, {@code own} among it, and hands over to the next if there is one. */
  private Insertion lead(Waiting own) {
    List<Waiting> batch = take();
    List<Insertion> results = inserted(batch);
    handOver();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).told.complete(results.get(i));
    }
    return results.get(batch.indexOf(own));
  }

  /** What the writer says; if it breaks, nobody is left waiting. */
  private List<Insertion> inserted(List<Waiting> batch) {
    try {
      return writer.insert(batch.stream().map(each -> each.commit).toList());
    } catch (RuntimeException e) {
      MongoException why = new MongoException("the insert broke", e);
      return Collections.nCopies(batch.size(), new Insertion.Unsure(why));
    }
  }

  private synchronized List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    Set<String> streams = new HashSet<>();
    long bytes = 0;
    Iterator<Waiting> waiting = queue.iterator();
    while (waiting.hasNext() && batch.size() < MOST_TOGETHER) {
      Waiting next = waiting.next();
      if (!batch.isEmpty() && bytes + next.bytes > MOST_BYTES_TOGETHER) {
        break;
      }
      if (streams.add(next.commit.stream())) {
        batch.add(next);
        bytes += next.bytes;
        waiting.remove();
      }
    }
    queuedBytes -= bytes;
    return batch;
  }

  private synchronized void handOver() {
    Waiting next = queue.peek();
    if (next == null) {
      inserting = false;
    } else {
      next.told.complete(null);
    }
  }

  /** A commit in the queue. */
  private static final class Waiting {

    private final Commit commit;
    private final long bytes;

    /** Completed with the result, or with null when it is its sender's turn to insert. */
    private final CompletableFuture<@Nullable Insertion> told = new CompletableFuture<>();

    Waiting(Commit commit) {
      this.commit = commit;
      this.bytes = commit.events().stream().mapToLong(event -> event.length).sum();
    }
  }
}
