package io.minutebook.command.eventstore;

import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** The names in a commit's document, and what is read of it when its events are not wanted. */
final class CommitDocument {

  static final String ID = "_id";
  static final String STREAM = "_id.s";
  static final String COMMAND = "c";
  static final String PENDING = "p";

  /** What a head is read from. */
  static final Bson HEAD_FIELDS =
      new Document("n", 1).append("at", 1).append("hash", 1); // _id comes by itself

  /** Of a place only: the index of what is pending has it, the document is not read. */
  static final Bson PLACE_FIELDS = new Document(ID, 1);

  private CommitDocument() {}

  /** The order of the fields counts: MongoDB compares embedded documents field by field. */
  static Document id(String stream, Object version) {
    return new Document("s", stream).append("v", version);
  }

  static Document id(Commit commit) {
    return id(commit.stream(), commit.version());
  }

  static Document id(Place place) {
    return id(place.stream(), place.version());
  }

  static Place place(Document document) {
    Document id = document.get(ID, Document.class);
    return new Place(id.getString("s"), id.getLong("v"));
  }

  static Head head(Document document) {
    Document id = document.get(ID, Document.class);
    return new Head(
        id.getString("s"),
        id.getLong("v") + document.getInteger("n") - 1,
        document.getDate("at").toInstant(),
        document.get("hash", Binary.class).getData());
  }
}
