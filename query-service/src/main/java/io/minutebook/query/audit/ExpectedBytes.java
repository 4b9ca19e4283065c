package io.minutebook.query.audit;

import com.mongodb.MongoClientSettings;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * Compares documents as they are stored with those that they should be, without reading what is
 * stored: most are the very same bytes. A server keeps the fields in the order in which they came,
 * or, of what an update made, sorted by their names. Not for several threads.
 */
final class ExpectedBytes {

  private final DocumentCodec codec =
      new DocumentCodec(MongoClientSettings.getDefaultCodecRegistry());
  private final BasicOutputBuffer buffer = new BasicOutputBuffer(4096);

  /** Whether the last document that was the same had its fields sorted: so has the next, mostly. */
  private boolean sorted;

  /** Whether a stored document has just these fields, in whichever order. */
  boolean are(RawBsonDocument stored, Document expected) {
    if (isSame(stored, sorted ? sorted(expected) : expected)) {
      return true;
    }
    if (isSame(stored, sorted ? expected : sorted(expected))) {
      sorted = !sorted;
      return true;
    }
    return decode(stored).equals(expected);
  }

  private boolean isSame(RawBsonDocument stored, Document expected) {
    buffer.truncateToPosition(0);
    try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
      codec.encode(writer, expected, EncoderContext.builder().build());
    }
    return ByteBuffer.wrap(buffer.getInternalBuffer(), 0, buffer.getPosition())
        .equals(stored.getByteBuffer().asNIO());
  }

  private static Document sorted(Document document) {
    Document sorted = new Document("_id", document.get("_id"));
    sorted.putAll(new TreeMap<>(document));
    return sorted;
  }

  Document decode(RawBsonDocument raw) {
    try (BsonBinaryReader reader = new BsonBinaryReader(raw.getByteBuffer().asNIO())) {
      return codec.decode(reader, DecoderContext.builder().build());
    }
  }
}
