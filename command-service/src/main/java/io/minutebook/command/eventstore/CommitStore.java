package io.minutebook.command.eventstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.minutebook.command.eventstore.AppendResult.Appended;
import io.minutebook.command.eventstore.AppendResult.DuplicateCommand;
import io.minutebook.command.eventstore.AppendResult.Stale;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.MaxKey;

/**
 * The record of truth: every stream's commits, each one document whose {@code _id} is its stream
 * and first version, so that of two commits for one place only one is stored. Writes are majority
 * and journalled; concurrent ones share round trips. Reads see the primary. Safe for use by several
 * threads.
 */
public final class CommitStore {

  /** The largest event, in bytes. */
  public static final int LARGEST_EVENT = 512 * 1024;

  /** How large the events of one commit may be together, in bytes. */
  public static final int LARGEST_COMMIT = 8 * 1024 * 1024;

  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
  private static final String COLLECTION = "commits";
  private static final String LOGS = "logs";

  private final MongoCollection<Document> commits;

  /** How far each log is known to reach: {@code {_id: <log>, ends: {"<partition>": <offset>}}}. */
  private final MongoCollection<Document> logs;

  private final Duration settleTimeout;
  private final GroupCommit group;

  /** As the other, with 64 MiB of events that may wait. */
  public CommitStore(MongoDatabase database, Duration settleTimeout) {
    this(database, settleTimeout, 64L * 1024 * 1024);
  }

  /**
   * Opens the store and makes its indexes where they are missing.
   *
   * @param settleTimeout for how long the outcome of an append is sought
   * @param mostQueuedBytes how many bytes of events may wait to be stored
   * @throws MongoException if the server does not answer
   */
  public CommitStore(MongoDatabase database, Duration settleTimeout, long mostQueuedBytes) {
    this.commits =
        database
            .getCollection(COLLECTION)
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    this.logs = database.getCollection(LOGS).withWriteConcern(commits.getWriteConcern());
    this.settleTimeout = settleTimeout;
    this.group =
        new GroupCommit(documents -> commits.insertMany(documents, UNORDERED), mostQueuedBytes);
    commits.createIndex(
        Indexes.ascending(CommitDocument.STREAM, CommitDocument.COMMAND),
        new IndexOptions().name("command").unique(true));
    commits.createIndex(
        Indexes.ascending(CommitDocument.PENDING, CommitDocument.ID),
        new IndexOptions()
            .name("pending")
            .partialFilterExpression(new Document(CommitDocument.PENDING, true)));
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
    Patience patience = new Patience(settleTimeout);
    boolean sentBefore = false;
    while (true) {
      switch (group.insert(commit, sentBefore)) {
        case GroupCommit.Result.Stored() -> {
          return new Appended();
        }
        case GroupCommit.Result.Duplicate() -> {
          return settle(commit, sentBefore, patience);
        }
        case GroupCommit.Result.Refused(MongoException why) -> throw why;
        case GroupCommit.Result.Unsure(MongoException why) -> {
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
        Optional<Commit> known = byCommandId(commit.stream(), commit.commandId());
        if (known.isEmpty()) {
          return new Stale(head(commit.stream()).orElse(null));
        }
        Commit first = known.get();
        awaitDurable(first);
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
   * Returns once a commit that was read is as durable as one whose append was acknowledged. A write
   * that changes nothing waits, by its write concern, for all that was written before it.
   */
  private void awaitDurable(Commit commit) {
    commits.updateOne(
        eq(CommitDocument.ID, CommitDocument.id(commit)),
        Updates.set(CommitDocument.COMMAND, commit.commandId()));
  }

  /**
   * The commit of a command, if the stream has one; when it is returned, it is durable, so that it
   * may be answered with.
   */
  public Optional<Commit> durableByCommandId(String stream, String commandId) {
    Optional<Commit> known = byCommandId(stream, commandId);
    known.ifPresent(this::awaitDurable);
    return known;
  }

  /** The commit of a command, if the stream has one. */
  public Optional<Commit> byCommandId(String stream, String commandId) {
    Document found =
        commits
            .find(and(eq(CommitDocument.STREAM, stream), eq(CommitDocument.COMMAND, commandId)))
            .first();
    return Optional.ofNullable(found).map(CommitDocument::commit);
  }

  /** The stream's end; empty if there is no such stream. */
  public Optional<Head> head(String stream) {
    Document found =
        commits
            .find(withinStream(stream))
            .sort(descending(CommitDocument.ID))
            .projection(CommitDocument.HEAD_FIELDS)
            .first();
    return Optional.ofNullable(found).map(CommitDocument::head);
  }

  /**
   * The commits of a stream in order, from the one that holds the event of that version on; none if
   * the stream does not reach so far.
   */
  public List<Commit> load(String stream, long fromVersion) {
    List<Commit> loaded = new ArrayList<>();
    if (fromVersion > 0) {
      // the version may lie within a commit that begins before it
      Document before =
          commits
              .find(
                  and(
                      gte(CommitDocument.ID, CommitDocument.id(stream, 0L)),
                      lt(CommitDocument.ID, CommitDocument.id(stream, fromVersion))))
              .sort(descending(CommitDocument.ID))
              .first();
      if (before != null && CommitDocument.head(before).version() >= fromVersion) {
        loaded.add(CommitDocument.commit(before));
      }
    }
    read(
        and(
            gte(CommitDocument.ID, CommitDocument.id(stream, fromVersion)),
            lt(CommitDocument.ID, CommitDocument.id(stream, new MaxKey()))),
        loaded);
    return loaded;
  }

  /** The commits of a stream in order, up to the one that holds the event of that version. */
  public List<Commit> loadUpTo(String stream, long version) {
    List<Commit> loaded = new ArrayList<>();
    read(
        and(
            gte(CommitDocument.ID, CommitDocument.id(stream, 0L)),
            lte(CommitDocument.ID, CommitDocument.id(stream, version))),
        loaded);
    return loaded;
  }

  private void read(Bson filter, List<Commit> into) {
    commits.find(filter).sort(ascending(CommitDocument.ID)).map(CommitDocument::commit).into(into);
  }

  /**
   * Commits that are not yet known to be published, by stream and version, only such as are sure to
   * stay: at most so many, and not more than some 16 MiB unless the first one is larger.
   */
  public List<Commit> pending(int limit) {
    List<Commit> pending = new ArrayList<>();
    long bytes = 0;
    try (MongoCursor<Document> cursor =
        commits
            .withReadConcern(ReadConcern.MAJORITY)
            .find(eq(CommitDocument.PENDING, true))
            .sort(ascending(CommitDocument.ID))
            .limit(limit)
            .iterator()) {
      while (cursor.hasNext() && bytes < 2L * LARGEST_COMMIT) {
        Commit commit = CommitDocument.commit(cursor.next());
        pending.add(commit);
        for (byte[] event : commit.events()) {
          bytes += event.length;
        }
      }
    }
    return pending;
  }

  /** Marks commits as published. If that is lost again, they are merely published once more. */
  public void published(List<Commit> published) {
    if (!published.isEmpty()) {
      commits
          .withWriteConcern(WriteConcern.W1)
          .updateMany(
              in(CommitDocument.ID, published.stream().map(CommitDocument::id).toList()),
              Updates.unset(CommitDocument.PENDING));
    }
  }

  /** Takes every commit for unpublished again, because that log has lost some. */
  public void publishAgain(String log) {
    commits.updateMany(new Document(), Updates.set(CommitDocument.PENDING, true));
    logs.deleteOne(eq(CommitDocument.ID, log));
  }

  /**
   * Keeps how far a log has acknowledged what was published.
   *
   * @param ends by partition, the offset after the last record that it acknowledged
   */
  public void logReached(String log, Map<Integer, Long> ends) {
    if (!ends.isEmpty()) {
      List<Bson> changes = new ArrayList<>();
      ends.forEach((partition, end) -> changes.add(Updates.set("ends." + partition, end)));
      logs.updateOne(
          eq(CommitDocument.ID, log), Updates.combine(changes), new UpdateOptions().upsert(true));
    }
  }

  /** How far a log has reached, by partition; see {@link #logReached}. */
  public Map<Integer, Long> logEnds(String log) {
    Document found = logs.find(eq(CommitDocument.ID, log)).first();
    Map<Integer, Long> ends = new HashMap<>();
    if (found != null) {
      Document stored = found.get("ends", Document.class);
      stored
          .keySet()
          .forEach(partition -> ends.put(Integer.valueOf(partition), stored.getLong(partition)));
    }
    return ends;
  }

  /**
   * The end of the last stream, in the order of names (of their UTF-8), from one name on and before
   * another; empty if there is none between.
   */
  public Optional<Head> lastStream(String from, String before) {
    Document found =
        commits
            .find(
                and(
                    gte(CommitDocument.ID, CommitDocument.id(from, 0L)),
                    lt(CommitDocument.ID, CommitDocument.id(before, 0L))))
            .sort(descending(CommitDocument.ID))
            .projection(CommitDocument.HEAD_FIELDS)
            .first();
    return Optional.ofNullable(found).map(CommitDocument::head);
  }

  /** The names of all streams, in order. */
  public List<String> streams() {
    List<String> streams = new ArrayList<>();
    commits.distinct(CommitDocument.STREAM, String.class).into(streams);
    streams.sort(null);
    return streams;
  }

  private static Bson withinStream(String stream) {
    return and(
        gte(CommitDocument.ID, CommitDocument.id(stream, 0L)),
        lt(CommitDocument.ID, CommitDocument.id(stream, new MaxKey())));
  }

  /** How much longer an outcome is sought. */
  private static final class Patience {
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final long deadline;
    private Duration pause = FIRST;

    Patience(Duration timeout) {
      deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Waits a little before the next attempt. */
    void spend(Commit commit, MongoException cause) {
      if (System.nanoTime() + pause.toNanos() > deadline) {
        throw new OutcomeUnknown(commit, cause);
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new OutcomeUnknown(commit, cause);
      }
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    }
  }
}
