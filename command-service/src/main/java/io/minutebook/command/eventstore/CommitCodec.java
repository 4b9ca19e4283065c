package io.minutebook.command.eventstore;

import io.minutebook.log.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonReader;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.CollectibleCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/**
 * A commit as MongoDB's bytes, and back, with no document in between. It is written as it is first
 * stored, pending, unless it is known to be in the log already.
 */
final class CommitCodec implements CollectibleCodec<Commit> {

  private final boolean pending;

  CommitCodec() {
    this(true);
  }

  /**
   * @param pending whether what is written has still to be published
   */
  CommitCodec(boolean pending) {
    this.pending = pending;
  }

  @Override
  public Class<Commit> getEncoderClass() {
    return Commit.class;
  }

  @Override
  public void encode(BsonWriter writer, Commit commit, EncoderContext context) {
    writer.writeStartDocument();
    // The order of these two counts: MongoDB compares embedded documents field by field.
    // in two steps: the driver, who takes note of the id, cannot do with it in one
    writer.writeName(CommitDocument.ID);
    writer.writeStartDocument();
    writer.writeString("s", commit.stream());
    writer.writeInt64("v", commit.version());
    writer.writeEndDocument();
    writer.writeInt32("n", commit.events().size());
    writer.writeString(CommitDocument.COMMAND, commit.commandId());
    writer.writeString("f", commit.fingerprint());
    writer.writeDateTime("at", commit.at().toEpochMilli());
    Instant occurredAt = commit.occurredAt();
    if (occurredAt != null) {
      writer.writeDateTime("occurredAt", occurredAt.toEpochMilli());
    }
    writer.writeStartArray("events");
    for (byte[] event : commit.events()) {
      writer.writeBinaryData(new BsonBinary(event));
    }
    writer.writeEndArray();
    writer.writeBinaryData("prev", new BsonBinary(commit.previousHash()));
    writer.writeBinaryData("hash", new BsonBinary(commit.hash()));
    if (pending) {
      writer.writeBoolean(CommitDocument.PENDING, true);
    }
    writer.writeEndDocument();
  }

  @Override
  public Commit decode(BsonReader reader, DecoderContext context) {
    Fields fields = new Fields();
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      fields.read(reader.readName(), reader);
    }
    reader.readEndDocument();
    return fields.commit();
  }

  @Override
  public Commit generateIdIfAbsentFromDocument(Commit commit) {
    return commit;
  }

  @Override
  public boolean documentHasId(Commit commit) {
    return true;
  }

  @Override
  public BsonValue getDocumentId(Commit commit) {
    return new BsonDocument("s", new BsonString(commit.stream()))
        .append("v", new BsonInt64(commit.version()));
  }

  /** What has been read of a document. */
  private static final class Fields {
    private @Nullable String stream;
    private long version;
    private int count;
    private @Nullable String commandId;
    private @Nullable String fingerprint;
    private @Nullable Instant at;
    private @Nullable Instant occurredAt;
    private final List<byte[]> events = new ArrayList<>(1);
    private byte @Nullable [] previousHash;
    private byte @Nullable [] hash;

    void read(String name, BsonReader reader) {
      switch (name) {
        case CommitDocument.ID -> readId(reader);
        case "n" -> count = reader.readInt32();
        case CommitDocument.COMMAND -> commandId = reader.readString();
        case "f" -> fingerprint = reader.readString();
        case "at" -> at = Instant.ofEpochMilli(reader.readDateTime());
        case "occurredAt" -> occurredAt = Instant.ofEpochMilli(reader.readDateTime());
        case "events" -> readEvents(reader);
        case "prev" -> previousHash = reader.readBinaryData().getData();
        case "hash" -> hash = reader.readBinaryData().getData();
        default -> reader.skipValue();
      }
    }

    private void readId(BsonReader reader) {
      reader.readStartDocument();
      while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
        switch (reader.readName()) {
          case "s" -> stream = reader.readString();
          case "v" -> version = reader.readInt64();
          default -> reader.skipValue();
        }
      }
      reader.readEndDocument();
    }

    private void readEvents(BsonReader reader) {
      reader.readStartArray();
      while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
        events.add(reader.readBinaryData().getData());
      }
      reader.readEndArray();
    }

    Commit commit() {
      if (stream == null
          || commandId == null
          || fingerprint == null
          || at == null
          || previousHash == null
          || hash == null) {
        throw new IllegalStateException(
            "the commit %s@%d lacks a field that every commit has".formatted(stream, version));
      }
      if (events.size() != count) {
        throw new IllegalStateException(
            "the commit %s@%d says that it has %d events, and has %d"
                .formatted(stream, version, count, events.size()));
      }
      return new Commit(
          stream, version, commandId, fingerprint, at, occurredAt, events, previousHash, hash);
    }
  }
}
