package io.minutebook.command.eventstore;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import io.minutebook.log.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
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

  /** Inserts documents durably, each whether or not the others can be. */
  @FunctionalInterface
  interface Writer {

    /**
     * Returns once all are stored.
     *
     * @throws MongoBulkWriteException naming those that could not be inserted
     * @throws MongoException if it is not known which were
     */
    void insert(List<Document> documents);
  }

  /** What came of a commit's insert. */
  sealed interface Result {

    /** It is stored. */
    record Stored() implements Result {}

    /** Something with its place or its command's id is stored; perhaps itself, from before. */
    record Duplicate() implements Result {}

    /** It is not stored, and would not be if it were sent again. */
    record Refused(MongoException why) implements Result {}

    /** It may be stored, or may be yet. */
    record Unsure(MongoException why) implements Result {}
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
  Result insert(Commit commit, boolean again) {
    Waiting own = new Waiting(commit);
    if (!leads(own, again)) {
      // Not to be interrupted: who is told to lead must do so. An insert ends by its time-out.
      Result result = own.told.join();
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
  private Result lead(Waiting own) {
    List<Waiting> batch = take();
    List<Result> results = inserted(batch);
    handOver();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).told.complete(results.get(i));
    }
    return results.get(batch.indexOf(own));
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
      if (streams.add(next.stream)) {
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

  private List<Result> inserted(Collection<Waiting> batch) {
    List<Result> results = new ArrayList<>();
    try {
      writer.insert(batch.stream().map(each -> each.document).toList());
      batch.forEach(each -> results.add(new Result.Stored()));
    } catch (MongoBulkWriteException e) {
      // what has no error of its own is stored, but is durable only if no concern was violated
      Result others = e.getWriteConcernError() == null ? new Result.Stored() : new Result.Unsure(e);
      batch.forEach(each -> results.add(others));
      for (BulkWriteError error : e.getWriteErrors()) {
        results.set(error.getIndex(), ofError(error, e));
      }
    } catch (MongoException e) {
      Result all = Refusals.isRefused(e) ? new Result.Refused(e) : new Result.Unsure(e);
      batch.forEach(each -> results.add(all));
    } catch (RuntimeException e) {
      MongoException why = new MongoException("the driver failed in inserting", e);
      batch.forEach(each -> results.add(new Result.Unsure(why)));
    }
    return results;
  }

  private static Result ofError(BulkWriteError error, MongoBulkWriteException e) {
    MongoWriteException alone =
        new MongoWriteException(error, e.getServerAddress(), e.getErrorLabels());
    if (Refusals.isDuplicateKey(alone)) {
      return new Result.Duplicate();
    }
    return Refusals.isRefused(alone) ? new Result.Refused(alone) : new Result.Unsure(alone);
  }

  /** A commit in the queue. */
  private static final class Waiting {

    private final String stream;
    private final Document document;
    private final long bytes;

    /** Completed with the result, or with null when it is its sender's turn to insert. */
    private final CompletableFuture<@Nullable Result> told = new CompletableFuture<>();

    Waiting(Commit commit) {
      this.stream = commit.stream();
      this.document = CommitDocument.of(commit);
      this.bytes = commit.events().stream().mapToLong(event -> event.length).sum();
    }
  }
}
