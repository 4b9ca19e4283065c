package io.minutebook.command.eventstore;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.minutebook.log.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BSONException;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * All commits, for those who copy them or make them anew while no service is at work. What is
 * written is durable when a method returns. Methods throw {@link MongoException} if the server does
 * not answer.
 */
public final class WholeStore {

  /** Where it is noted that the commits are being made anew. */
  private static final String UNFINISHED = "recovery";

  private final MongoDatabase database;
  private final MongoCollection<Commit> commits;
  private final MongoCollection<Document> logs;
  private final MongoCollection<Document> unfinished;

  /** Opens the store; nothing is read or written yet. */
  public WholeStore(MongoDatabase database) {
    this.database = database.withWriteConcern(MongoConnection.durable(database));
    this.commits = commits(true);
    this.logs = this.database.getCollection("logs");
    this.unfinished = this.database.getCollection(UNFINISHED);
  }

  private MongoCollection<Commit> commits(boolean pending) {
    return database
        .getCollection("commits", Commit.class)
        .withCodecRegistry(
            CodecRegistries.fromRegistries(
                CodecRegistries.fromCodecs(new CommitCodec(pending)), database.getCodecRegistry()));
  }

  /** Makes the indexes of the commits where they are missing, as the services do. */
  public void prepare() {
    MongoCommitTable.createIndexes(database.getCollection("commits"));
  }

  public boolean isEmpty() {
    return commits.find().limit(1).first() == null;
  }

  /**
   * Commits by stream and version; at most so many, and not more than some 16 MiB unless the first
   * one is larger.
   *
   * @param after the commit behind which to begin; null: the first of all
   */
  public List<Commit> page(@Nullable Commit after, int limit) {
    Bson wanted = after == null ? new Document() : gt(CommitDocument.ID, CommitDocument.id(after));
    List<Commit> page = new ArrayList<>();
    long bytes = 0;
    try (MongoCursor<Commit> cursor =
        commits
            .withReadConcern(ReadConcern.MAJORITY)
            .find(wanted)
            .sort(ascending(CommitDocument.ID))
            .limit(limit)
            .iterator()) {
      while (cursor.hasNext() && bytes < 2L * CommitStore.LARGEST_COMMIT) {
        Commit commit = cursor.next();
        page.add(commit);
        for (byte[] event : commit.events()) {
          bytes += event.length;
        }
      }
    } catch (IllegalStateException | BSONException e) {
      Object last = page.isEmpty() ? after : page.getLast();
      throw new MongoException(
          "a commit %s cannot be read (%s); 'minutebook verify' names it"
              .formatted(last == null ? "at the beginning" : "behind " + last, e.getMessage()),
          e);
    }
    return page;
  }

  /** What is stored in the places of these commits. */
  public Map<Place, Commit> inPlacesOf(List<Commit> asked) {
    Map<Place, Commit> found = new HashMap<>();
    if (!asked.isEmpty()) {
      for (Commit commit :
          commits.find(in(CommitDocument.ID, asked.stream().map(CommitDocument::id).toList()))) {
        found.put(Place.of(commit), commit);
      }
    }
    return found;
  }

  /**
   * Stores commits whose places are free. One that is there already, the same, is let be, so that
   * this may be repeated.
   *
   * @param pending whether they have still to be published
   * @return those that are not stored, because their place or their command is another commit's
   */
  public List<Commit> add(List<Commit> added, boolean pending) {
    List<Commit> taken = new ArrayList<>();
    List<Insertion> results =
        added.isEmpty()
            ? List.of()
            : Insertions.of(
                added.size(),
                () -> commits(pending).insertMany(added, new InsertManyOptions().ordered(false)));
    for (int i = 0; i < added.size(); i++) {
      switch (results.get(i)) {
        case Insertion.Stored _ -> {}
        case Insertion.Duplicate _ -> taken.add(added.get(i));
        case Insertion.Refused refused -> throw refused.why();
        case Insertion.Unsure unsure -> throw unsure.why();
      }
    }
    Map<Place, Commit> there = inPlacesOf(taken);
    return taken.stream().filter(each -> !each.equals(there.get(Place.of(each)))).toList();
  }

  /** Marks commits as published. */
  public void published(List<Commit> published) {
    if (!published.isEmpty()) {
      commits.updateMany(
          in(CommitDocument.ID, published.stream().map(CommitDocument::id).toList()),
          new Document("$unset", new Document(CommitDocument.PENDING, "")));
    }
  }

  /** Keeps how far a log reaches, and forgets what was known of another one of its name. */
  public void logIs(String log, Map<Integer, Long> ends) {
    Document stored = new Document();
    ends.forEach((partition, end) -> stored.append(partition.toString(), end));
    logs.updateOne(
        eq(CommitDocument.ID, log),
        Updates.combine(Updates.set("ends", stored), Updates.inc("forgotten", 1L)),
        new UpdateOptions().upsert(true));
  }

  /** How many partitions a log is known to have had; 0 if nothing is known. */
  public int partitionsOf(String log) {
    Document found = logs.find(eq(CommitDocument.ID, log)).first();
    if (found == null) {
      return 0;
    }
    return found.get("ends", Document.class).keySet().stream()
        .mapToInt(partition -> Integer.parseInt(partition) + 1)
        .max()
        .orElse(0);
  }

  /** Notes what is being done to the commits, until {@link #finished}: services do not start. */
  public void begin(String what) {
    unfinished.replaceOne(
        eq(CommitDocument.ID, "commits"),
        new Document(CommitDocument.ID, "commits").append("what", what),
        new ReplaceOptions().upsert(true));
  }

  /** What was begun and is not finished, as it was noted. */
  public Optional<String> begun() {
    return Optional.ofNullable(unfinished.find(eq(CommitDocument.ID, "commits")).first())
        .map(found -> found.getString("what"));
  }

  public void finished() {
    unfinished.deleteOne(eq(CommitDocument.ID, "commits"));
  }
}
