package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Set;

/** Documents as the bytes in which they are kept (bsonspec.org, version 1.1). */
final class Bson {

  private Bson() {}

  static byte[] encode(Document document) {
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.heapBuffer(1024);
    try {
      BsonEncoder.encodeDocument(document, buffer);
      byte[] bytes = new byte[buffer.readableBytes()];
      buffer.readBytes(bytes);
      return bytes;
    } finally {
      buffer.release();
    }
  }

  static Document decode(byte[] bytes) {
    return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
  }

  /** The document with only the given of its own fields: the rest is skipped, not decoded. */
  static Document decode(byte[] bytes, Set<String> fields) {
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    in.skipBytes(4);
    Document document = new Document();
    for (byte type = in.readByte(); type != 0; type = in.readByte()) {
      String field = BsonDecoder.decodeCString(in);
      if (fields.contains(field)) {
        document.put(field, BsonDecoder.decodeValue(type, in));
      } else {
        skip(type, in);
      }
    }
    return document;
  }

  private static void skip(byte type, ByteBuf in) {
    switch (type) {
      case BsonConstants.TYPE_UNDEFINED,
          BsonConstants.TYPE_NULL,
          BsonConstants.TYPE_MIN_KEY,
          BsonConstants.TYPE_MAX_KEY -> {}
      case BsonConstants.TYPE_BOOLEAN -> in.skipBytes(1);
      case BsonConstants.TYPE_INT32 -> in.skipBytes(4);
      case BsonConstants.TYPE_DOUBLE,
          BsonConstants.TYPE_INT64,
          BsonConstants.TYPE_UTC_DATETIME,
          BsonConstants.TYPE_TIMESTAMP ->
          in.skipBytes(8);
      case BsonConstants.TYPE_OBJECT_ID -> in.skipBytes(12);
      case BsonConstants.TYPE_DECIMAL128 -> in.skipBytes(16);
      case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY ->
          in.skipBytes(in.readIntLE() - 4);
      case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE ->
          in.skipBytes(in.readIntLE());
      case BsonConstants.TYPE_DATA -> in.skipBytes(in.readIntLE() + 1);
      default -> BsonDecoder.decodeValue(type, in);
    }
  }
}
