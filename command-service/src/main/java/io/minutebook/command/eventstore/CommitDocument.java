package io.minutebook.command.eventstore;

import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** How a commit lies in MongoDB, and back. */
final class CommitDocument {

  static final String ID = "_id";
  static final String STREAM = "_id.s";
  static final String COMMAND = "c";
  static final String PENDING = "p";

  /** What a head is read from. */
  static final Bson HEAD_FIELDS =
      new Document("n", 1).append("at", 1).append("hash", 1); // _id comes by itself

  private CommitDocument() {}

  /** The order of the fields counts: MongoDB compares embedded documents field by field. */
  static Document id(String stream, Object version) {
    return new Document("s", stream).append("v", version);
  }

  static Document id(Commit commit) {
    return id(commit.stream(), commit.version());
  }

  /** The commit as it is first stored: pending. */
  static Document of(Commit commit) {
    Document document =
        new Document(ID, id(commit))
            .append("n", commit.events().size())
            .append(COMMAND, commit.commandId())
            .append("f", commit.fingerprint())
            .append("at", Date.from(commit.at()));
    if (commit.occurredAt() != null) {
      document.append("occurredAt", Date.from(commit.occurredAt()));
    }
    return document
        .append("events", commit.events().stream().map(Binary::new).toList())
        .append("prev", new Binary(commit.previousHash()))
        .append("hash", new Binary(commit.hash()))
        .append(PENDING, true);
  }

  static Commit commit(Document document) {
    Document id = document.get(ID, Document.class);
    List<Binary> events = document.getList("events", Binary.class);
    if (events.size() != document.getInteger("n", -1)) {
      throw new IllegalStateException(
          "the commit %s@%s says that it has %s events, and has %d"
              .formatted(id.get("s"), id.get("v"), document.get("n"), events.size()));
    }
    return new Commit(
        id.getString("s"),
        id.getLong("v"),
        document.getString(COMMAND),
        document.getString("f"),
        document.getDate("at").toInstant(),
        instant(document.getDate("occurredAt")),
        events.stream().map(Binary::getData).toList(),
        document.get("prev", Binary.class).getData(),
        document.get("hash", Binary.class).getData());
  }

  static Head head(Document document) {
    Document id = document.get(ID, Document.class);
    return new Head(
        id.getString("s"),
        id.getLong("v") + document.getInteger("n") - 1,
        document.getDate("at").toInstant(),
        document.get("hash", Binary.class).getData());
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
