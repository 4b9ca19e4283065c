package io.minutebook.benchmark.peer;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Meta;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/** Documents as the commit store has them, made without it. */
public final class CommitDocuments {

  private final Workload workload;
  private final byte[] event;
  private final Commit sample;

  CommitDocuments(Workload workload) {
    this.workload = workload;
    this.event =
        new EventCodec()
            .encode(
                workload.event(Workload.meeting(0), 123_456),
                new Meta("scribe@example.org", null, "RewordEntry", null, null, null, Map.of()));
    this.sample =
        Commit.following(
            null, Workload.meeting(0).stream(), "c", "f", Instant.EPOCH, null, List.of(event));
  }

  /** The indexes of the commit store. */
  public static void index(MongoCollection<Document> commits) {
    commits.createIndex(
        Indexes.ascending("_id.s", "c"), new IndexOptions().name("command").unique(true));
    commits.createIndex(
        Indexes.ascending("p", "_id"),
        new IndexOptions().name("pending").partialFilterExpression(new Document("p", true)));
  }

  /** A document of the same fields and sizes as that of the command with this number. */
  Document like(long number) {
    return new Document(
            "_id",
            new Document("s", Workload.meeting(workload.turn(number)).stream())
                .append("v", number / workload.meetings()))
        .append("n", 1)
        .append("c", "%064x".formatted(number))
        .append("f", "%064x".formatted(number))
        .append("at", Date.from(Instant.now()))
        .append("events", List.of(new Binary(event)))
        .append("prev", new Binary(sample.hash()))
        .append("hash", new Binary(sample.hash()))
        .append("p", true);
  }

  /** The document of a commit. */
  public static Document of(Commit commit, boolean pending) {
    Document document =
        new Document("_id", new Document("s", commit.stream()).append("v", commit.version()))
            .append("n", commit.events().size())
            .append("c", commit.commandId())
            .append("f", commit.fingerprint())
            .append("at", Date.from(commit.at()))
            .append("events", commit.events().stream().map(Binary::new).toList())
            .append("prev", new Binary(commit.previousHash()))
            .append("hash", new Binary(commit.hash()));
    return pending ? document.append("p", true) : document;
  }
}
