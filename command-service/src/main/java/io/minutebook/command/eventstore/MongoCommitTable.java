package io.minutebook.command.eventstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
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
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.MaxKey;
import org.jspecify.annotations.Nullable;

/**
 * The commits in MongoDB: each one document whose {@code _id} is its stream and first version.
 * Writes are majority and journalled, but for the marks of what is published.
 */
public final class MongoCommitTable implements CommitTable {

  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
  private static final String COLLECTION = "commits";
  private static final String LOGS = "logs";
  private static final String ENDS = "ends";
  private static final String FORGOTTEN = "forgotten";

  private final MongoCollection<Commit> commits;

  /** The same, where only a part of a commit is read. */
  private final MongoCollection<Document> parts;

  /** For marks, which may be lost: in the order in which they are set, the last first. */
  private final MongoCollection<Commit> marks;

  /**
   * How far each log is known to reach: {@code {_id: <log>, ends: {"<partition>": <offset>},
   * forgotten}}.
   */
  private final MongoCollection<Document> logs;

  /**
   * Opens the table and makes its indexes where they are missing.
   *
   * @throws MongoException if the server does not answer
   */
  public MongoCommitTable(MongoDatabase database) {
    this.commits =
        database
            .getCollection(COLLECTION, Commit.class)
            .withCodecRegistry(
                CodecRegistries.fromRegistries(
                    CodecRegistries.fromCodecs(new CommitCodec()), database.getCodecRegistry()))
            .withWriteConcern(MongoConnection.durable(database));
    this.parts = commits.withDocumentClass(Document.class);
    this.marks = commits.withWriteConcern(WriteConcern.W1);
    this.logs = database.getCollection(LOGS).withWriteConcern(commits.getWriteConcern());
    commits.createIndex(
        Indexes.ascending(CommitDocument.STREAM, CommitDocument.COMMAND),
        new IndexOptions().name("command").unique(true));
    commits.createIndex(
        Indexes.ascending(CommitDocument.PENDING, CommitDocument.ID),
        new IndexOptions()
            .name("pending")
            .partialFilterExpression(new Document(CommitDocument.PENDING, true)));
  }

  @Override
  public List<Insertion> insert(List<Commit> inserted) {
    return Insertions.of(inserted.size(), () -> commits.insertMany(inserted, UNORDERED));
  }

  /** A write that changes nothing waits, by its concern, for all that was written before it. */
  @Override
  public void awaitDurable(Commit commit) {
    long found =
        commits
            .updateOne(
                // another commit may have taken its place
                new Document(CommitDocument.ID, CommitDocument.id(commit))
                    .append("hash", new Binary(commit.hash())),
                Updates.set(CommitDocument.COMMAND, commit.commandId()))
            .getMatchedCount();
    if (found == 0) {
      throw new MongoException(commit + " was lost again before it was durable");
    }
  }

  @Override
  public Optional<Commit> byCommandId(String stream, String commandId) {
    return Optional.ofNullable(
        commits
            .find(and(eq(CommitDocument.STREAM, stream), eq(CommitDocument.COMMAND, commandId)))
            .first());
  }

  @Override
  public Optional<Head> head(String stream) {
    Document found =
        parts
            .find(withinStream(stream))
            .sort(descending(CommitDocument.ID))
            .projection(CommitDocument.HEAD_FIELDS)
            .first();
    return Optional.ofNullable(found).map(CommitDocument::head);
  }

  @Override
  public List<Commit> load(String stream, long fromVersion) {
    List<Commit> loaded = new ArrayList<>();
    if (fromVersion > 0) {
      // the version may lie within a commit that begins before it
      Commit before =
          commits
              .find(
                  and(
                      gte(CommitDocument.ID, CommitDocument.id(stream, 0L)),
                      lt(CommitDocument.ID, CommitDocument.id(stream, fromVersion))))
              .sort(descending(CommitDocument.ID))
              .first();
      if (before != null && before.lastVersion() >= fromVersion) {
        loaded.add(before);
      }
    }
    read(
        and(
            gte(CommitDocument.ID, CommitDocument.id(stream, fromVersion)),
            lt(CommitDocument.ID, CommitDocument.id(stream, new MaxKey()))),
        loaded);
    return loaded;
  }

  @Override
  public Optional<Head> lastStream(String from, String before) {
    Document found =
        parts
            .find(
                and(
                    gte(CommitDocument.ID, CommitDocument.id(from, 0L)),
                    lt(CommitDocument.ID, CommitDocument.id(before, 0L))))
            .sort(descending(CommitDocument.ID))
            .projection(CommitDocument.HEAD_FIELDS)
            .first();
    return Optional.ofNullable(found).map(CommitDocument::head);
  }

  @Override
  public List<Place> pending(@Nullable Place after, int limit) {
    Bson isPending = eq(CommitDocument.PENDING, true);
    return parts
        .withReadConcern(ReadConcern.MAJORITY)
        .find(
            after == null
                ? isPending
                : and(isPending, gt(CommitDocument.ID, CommitDocument.id(after))))
        .sort(ascending(CommitDocument.ID))
        .projection(CommitDocument.PLACE_FIELDS)
        .limit(limit)
        .batchSize(limit)
        .map(CommitDocument::place)
        .into(new ArrayList<>());
  }

  @Override
  public List<Commit> pendingAt(List<Place> places) {
    List<Commit> pending = new ArrayList<>();
    long bytes = 0;
    try (MongoCursor<Commit> cursor =
        commits
            .withReadConcern(ReadConcern.MAJORITY)
            .find(
                and(
                    eq(CommitDocument.PENDING, true),
                    in(CommitDocument.ID, places.stream().map(CommitDocument::id).toList())))
            .sort(ascending(CommitDocument.ID))
            .iterator()) {
      while (cursor.hasNext() && bytes < 2L * CommitStore.LARGEST_COMMIT) {
        Commit commit = cursor.next();
        pending.add(commit);
        for (byte[] event : commit.events()) {
          bytes += event.length;
        }
      }
    }
    return sureToStay(pending);
  }

  @Override
  public List<Commit> pendingBefore(Commit commit) {
    return sureToStay(
        commits
            .withReadConcern(ReadConcern.MAJORITY)
            .find(
                and(
                    eq(CommitDocument.PENDING, true),
                    gte(CommitDocument.ID, CommitDocument.id(commit.stream(), 0L)),
                    lt(CommitDocument.ID, CommitDocument.id(commit))))
            .sort(ascending(CommitDocument.ID))
            .into(new ArrayList<>()));
  }

  /** A single server shows what is not journalled yet, whatever read concern it is asked for. */
  private List<Commit> sureToStay(List<Commit> read) {
    if (!read.isEmpty()) {
      awaitDurable(read.getLast());
    }
    return read;
  }

  @Override
  public void published(List<Place> published) {
    if (!published.isEmpty()) {
      marks.updateMany(
          in(CommitDocument.ID, published.stream().map(CommitDocument::id).toList()),
          Updates.unset(CommitDocument.PENDING));
    }
  }

  @Override
  public void publishAgain(String log, LogEnds known) {
    commits.updateMany(new Document(), Updates.set(CommitDocument.PENDING, true));
    logs.updateOne(
        and(
            eq(CommitDocument.ID, log),
            // a log that never lost anything has no number
            eq(FORGOTTEN, known.forgotten() == 0 ? null : known.forgotten())),
        Updates.combine(Updates.set(ENDS, new Document()), Updates.inc(FORGOTTEN, 1L)));
  }

  @Override
  public void logReached(String log, Map<Integer, Long> ends) {
    if (!ends.isEmpty()) {
      List<Bson> changes = new ArrayList<>();
      ends.forEach((partition, end) -> changes.add(Updates.max(ENDS + "." + partition, end)));
      logs.updateOne(
          eq(CommitDocument.ID, log), Updates.combine(changes), new UpdateOptions().upsert(true));
    }
  }

  @Override
  public LogEnds logEnds(String log) {
    Document found = logs.find(eq(CommitDocument.ID, log)).first();
    if (found == null) {
      return LogEnds.NONE;
    }
    Document stored = found.get(ENDS, Document.class);
    Map<Integer, Long> ends = new HashMap<>();
    stored
        .keySet()
        .forEach(partition -> ends.put(Integer.valueOf(partition), stored.getLong(partition)));
    return new LogEnds(found.get(FORGOTTEN, 0L), Map.copyOf(ends));
  }

  private void read(Bson filter, List<Commit> into) {
    commits.find(filter).sort(ascending(CommitDocument.ID)).into(into);
  }

  private static Bson withinStream(String stream) {
    return and(
        gte(CommitDocument.ID, CommitDocument.id(stream, 0L)),
        lt(CommitDocument.ID, CommitDocument.id(stream, new MaxKey())));
  }
}
