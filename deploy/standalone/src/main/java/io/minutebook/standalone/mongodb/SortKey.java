package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes whose unsigned order is the order of the values: that of MongoDB's comparison
 * order, and strings by UTF-16 unit, as the matcher compares them. Equal values (1, 1L, 1.0) have
 * equal bytes, and no value's bytes begin another's, so that keys can be joined.
 */
final class SortKey {

  private static final int END = 0x00;
  private static final int MIN = 0x01;
  private static final int NULL = 0x02;
  private static final int NUMBER = 0x10;
  private static final int STRING = 0x18;
  private static final int DOCUMENT = 0x20;
  private static final int ARRAY = 0x28;
  private static final int BINARY = 0x30;
  private static final int LEGACY_UUID = 0x31;
  private static final int UUID_BINARY = 0x32;
  private static final int OBJECT_ID = 0x38;
  private static final int BOOLEAN = 0x40;
  private static final int DATE = 0x48;
  private static final int TIMESTAMP = 0x50;
  private static final int OTHER = 0x58;
  private static final int MAX = 0xFE;

  private static final double EXACT = 1L << 53;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(48);

  static byte[] of(Iterable<? extends @Nullable Object> values) {
    SortKey key = new SortKey();
    values.forEach(key::value);
    return key.out.toByteArray();
  }

  /** The smallest key that is above all keys that begin with this one, which is not empty. */
  static byte[] after(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != (byte) 0xFF) {
        byte[] next = Arrays.copyOf(prefix, i + 1);
        next[i]++;
        return next;
      }
    }
    throw new IllegalArgumentException("No key is above");
  }

  /** Whether a key of this value finds all that the matcher finds: not null, a pattern or such. */
  static boolean canFind(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Double number -> !number.isNaN();
      case Decimal128 number -> false;
      case Number number -> true;
      case String string -> true;
      case Boolean bool -> true;
      case Instant instant -> true;
      case ObjectId id -> true;
      case UUID uuid -> true;
      case BinData data -> true;
      case Document document ->
          document.entrySet().stream()
              .noneMatch(e -> e.getKey().startsWith("$") || !canFind(e.getValue()));
      default -> false;
    };
  }

  /** The one byte that all values of this value's type begin with. */
  static byte[] typeOf(Object value) {
    return Arrays.copyOf(of(List.of(value)), 1);
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.write(NULL);
      case Missing missing -> out.write(NULL);
      case MinKey min -> out.write(MIN);
      case MaxKey max -> out.write(MAX);
      case Number number -> number(number);
      case String string -> string(STRING, string);
      case Map<?, ?> document -> document(document);
      case Collection<?> array -> array(array);
      case BinData data -> binary(data.getData());
      case LegacyUUID uuid -> string(LEGACY_UUID, uuid.getUuid().toString());
      case UUID uuid -> string(UUID_BINARY, uuid.toString());
      case ObjectId id -> {
        out.write(OBJECT_ID);
        out.writeBytes(id.toByteArray());
      }
      case Boolean bool -> {
        out.write(BOOLEAN);
        out.write(bool ? 1 : 0);
      }
      case Instant instant -> {
        out.write(DATE);
        number64(instant.toEpochMilli() ^ Long.MIN_VALUE);
      }
      case BsonTimestamp timestamp -> {
        out.write(TIMESTAMP);
        number64(timestamp.getValue() ^ Long.MIN_VALUE);
      }
      default -> string(OTHER, value.toString());
    }
  }

  private void number(Number number) {
    out.write(NUMBER);
    double value = number.doubleValue() + 0.0; // -0.0 becomes 0.0
    long bits = Double.doubleToLongBits(value);
    number64(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    if (Math.abs(value) >= EXACT) {
      long exact = number instanceof Long whole ? whole : (long) value;
      number64(exact ^ Long.MIN_VALUE);
    }
  }

  private void string(int type, String value) {
    out.write(type);
    characters(value);
  }

  private void characters(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        out.write(0);
        out.write(0xFF);
      } else if (c < 0x80) {
        out.write(c);
      } else if (c < 0x800) {
        out.write(0xC0 | (c >> 6));
        out.write(0x80 | (c & 0x3F));
      } else {
        out.write(0xE0 | (c >> 12));
        out.write(0x80 | ((c >> 6) & 0x3F));
        out.write(0x80 | (c & 0x3F));
      }
    }
    out.write(0);
    out.write(0);
  }

  private void document(Map<?, ?> document) {
    out.write(DOCUMENT);
    for (Map.Entry<?, ?> entry : document.entrySet()) {
      SortKey value = new SortKey();
      value.value(entry.getValue());
      byte[] encoded = value.out.toByteArray();
      out.write(encoded[0]);
      characters(String.valueOf(entry.getKey()));
      out.writeBytes(encoded);
    }
    out.write(END);
  }

  private void array(Collection<?> array) {
    out.write(ARRAY);
    array.forEach(this::value);
    out.write(END);
  }

  private void binary(byte[] data) {
    out.write(BINARY);
    number32(data.length);
    out.writeBytes(data);
  }

  private void number32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(value >>> shift);
    }
  }

  private void number64(long value) {
    number32((int) (value >>> 32));
    number32((int) value);
  }
}
