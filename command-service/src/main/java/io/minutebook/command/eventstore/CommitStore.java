package io.minutebook.command.eventstore;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.AppendResult.Appended;
import io.minutebook.command.eventstore.AppendResult.DuplicateCommand;
import io.minutebook.command.eventstore.AppendResult.Stale;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The record of truth: every stream's commits, of which each follows the one before. Concurrent
 * appends share round trips; none is answered before its outcome is known. Safe for use by several
 * threads.
 */
public final class CommitStore {

  /** The largest event, in bytes. */
  public static final int LARGEST_EVENT = 512 * 1024;

  /** How large the events of one commit may be together, in bytes. */
  public static final int LARGEST_COMMIT = 8 * 1024 * 1024;

  private static final long MOST_QUEUED = 64L * 1024 * 1024;

  private final CommitTable table;
  private final Duration settleTimeout;
  private final Timing timing;
  private final GroupCommit group;

  /**
   * As the other, over MongoDB, in the machine's time, with 64 MiB of events that may wait.
   *
   * @throws MongoException if the server does not answer
   */
  public CommitStore(MongoDatabase database, Duration settleTimeout) {
    this(new MongoCommitTable(database), settleTimeout, MOST_QUEUED, Timing.SYSTEM);
  }

  /**
   * A store over a table.
   *
   * @param settleTimeout for how long the outcome of an append is sought
   * @param mostQueuedBytes how many bytes of events may wait to be stored
   */
  public CommitStore(
      CommitTable table, Duration settleTimeout, long mostQueuedBytes, Timing timing) {
    this.table = table;
    this.settleTimeout = settleTimeout;
    this.timing = timing;
    this.group = new GroupCommit(table::insert, mostQueuedBytes);
  }

  /**
   * Appends a commit to its stream. The caller has made it to follow the stream's head; if that is
   * no longer the head, nothing is stored.
   *
   * @throws CommitTooLarge if the commit or one of its events is over the limit
   * @throws StoreBusy if too much waits to be stored already; nothing was sent
   * @throws OutcomeUnknown if it could not be found out in time whether it was stored
   */
  public AppendResult append(Commit commit) {
    CommitTooLarge.check(commit);
    Patience patience = new Patience(timing, settleTimeout);
    boolean sentBefore = false;
    while (true) {
      switch (group.insert(commit, sentBefore)) {
        case Insertion.Stored() -> {
          return new Appended();
        }
        case Insertion.Duplicate() -> {
          return settle(commit, sentBefore, patience);
        }
        case Insertion.Refused(MongoException why) -> {
          if (!sentBefore) {
            throw why;
          }
          // what was sent before may be stored all the same
          patience.spend(commit, why);
        }
        case Insertion.Unsure(MongoException why) -> {
          // the same document again tells
          sentBefore = true;
          patience.spend(commit, why);
        }
      }
    }
  }

  private AppendResult settle(Commit commit, boolean sentBefore, Patience patience) {
    while (true) {
      try {
        Optional<Commit> known = durableByCommandId(commit.stream(), commit.commandId());
        if (known.isEmpty()) {
          return new Stale(head(commit.stream()).orElse(null));
        }
        Commit first = known.get();
        return sentBefore && first.equals(commit) ? new Appended() : new DuplicateCommand(first);
      } catch (MongoException e) {
        if (Refusals.isRefused(e)) {
          throw e;
        }
        patience.spend(commit, e);
      }
    }
  }

  /**
   * The commit of a command, if the stream has one; when it is returned, it is durable, so that it
   * may be answered with.
   */
  public Optional<Commit> durableByCommandId(String stream, String commandId) {
    Optional<Commit> known = table.byCommandId(stream, commandId);
    known.ifPresent(table::awaitDurable);
    return known;
  }

  /**
   * Whether the server has said no to a request, or the driver before sending it, so that repeating
   * it would not help; otherwise it did not answer.
   */
  public static boolean isRefusal(MongoException e) {
    return Refusals.isRefused(e);
  }

  /** See {@link CommitTable#head}. */
  public Optional<Head> head(String stream) {
    return table.head(stream);
  }

  /**
   * See {@link CommitTable#load}; all of them are durable when they are returned. What would be
   * decided on others might be stored when they are lost again, and leave a gap.
   */
  public List<Commit> load(String stream, long fromVersion) {
    List<Commit> loaded = table.load(stream, fromVersion);
    if (!loaded.isEmpty()) {
      table.awaitDurable(loaded.getLast());
    }
    return loaded;
  }

  /** See {@link CommitTable#lastStream}. */
  public Optional<Head> lastStream(String from, String before) {
    return table.lastStream(from, before);
  }
}
