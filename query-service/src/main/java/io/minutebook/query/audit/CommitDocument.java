package io.minutebook.query.audit;

import io.minutebook.log.Commit;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A commit as it lies in the store, read without the code that wrote it.
 *
 * @param pending whether it has still to be published
 */
record CommitDocument(Commit commit, boolean pending) {

  /** The document is not a commit. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final @Nullable String field;

    Unreadable(@Nullable String field, String message, @Nullable Throwable cause) {
      super(message, cause);
      this.field = field;
    }

    /** Because of which field; null: it is not one alone. */
    @Nullable String field() {
      return field;
    }
  }

  static String stream(Document document) {
    return as("_id.s", id(document).get("s"), String.class);
  }

  static long version(Document document) {
    return as("_id.v", id(document).get("v"), Number.class).longValue();
  }

  /** The version that the document lies under; empty if that is no number. */
  static OptionalLong versionIn(Document document) {
    return document.get("_id") instanceof Document id && id.get("v") instanceof Number version
        ? OptionalLong.of(version.longValue())
        : OptionalLong.empty();
  }

  /**
   * The commit that a document is.
   *
   * @throws Unreadable if it is none
   */
  static CommitDocument read(Document document) {
    List<byte[]> events = new ArrayList<>();
    for (Object event : get(document, "events", List.class)) {
      events.add(
          event instanceof Binary bytes
              ? bytes.getData()
              : as("events." + events.size(), event, Binary.class).getData());
    }
    long count = get(document, "n", Number.class).longValue();
    if (count != events.size()) {
      throw new Unreadable(
          "n", "it says that it has " + count + " events, and has " + events.size(), null);
    }
    try {
      return new CommitDocument(
          new Commit(
              stream(document),
              version(document),
              get(document, "c", String.class),
              get(document, "f", String.class),
              instant("at", get(document, "at", Object.class)),
              document.get("occurredAt") == null
                  ? null
                  : instant("occurredAt", get(document, "occurredAt", Object.class)),
              events,
              hash(document, "prev"),
              hash(document, "hash")),
          document.containsKey("p"));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new Unreadable(null, "not a commit: " + e.getMessage(), e);
    }
  }

  private static Document id(Document document) {
    return get(document, "_id", Document.class);
  }

  private static <T> T get(Document document, String field, Class<T> type) {
    return as(field, document.get(field), type);
  }

  private static <T> T as(String field, @Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new Unreadable(
          field,
          "not a commit: its %s is %s"
              .formatted(
                  field, value == null ? "missing" : "a " + value.getClass().getSimpleName()),
          null);
    }
    return type.cast(value);
  }

  private static byte[] hash(Document document, String field) {
    byte[] hash = get(document, field, Binary.class).getData();
    if (hash.length != Commit.HASH_LENGTH) {
      throw new Unreadable(
          field,
          "not a commit: its %s has %d bytes, not %d"
              .formatted(field, hash.length, Commit.HASH_LENGTH),
          null);
    }
    return hash;
  }

  private static Instant instant(String field, Object value) {
    return value instanceof Date date
        ? date.toInstant()
        : Instant.ofEpochMilli(as(field, value, Number.class).longValue());
  }
}
