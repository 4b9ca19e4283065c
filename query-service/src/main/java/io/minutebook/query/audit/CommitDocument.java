package io.minutebook.query.audit;

import io.minutebook.log.Commit;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
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

    Unreadable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  static String stream(Document document) {
    return id(document).getString("s");
  }

  static long version(Document document) {
    return number(id(document), "v");
  }

  static CommitDocument read(Document document) {
    try {
      List<byte[]> events =
          document.getList("events", Binary.class).stream().map(Binary::getData).toList();
      if (number(document, "n") != events.size()) {
        throw new Unreadable(
            "it says that it has " + number(document, "n") + " events, and has " + events.size(),
            null);
      }
      return new CommitDocument(
          new Commit(
              stream(document),
              version(document),
              document.getString("c"),
              document.getString("f"),
              Objects.requireNonNull(instant(document, "at"), "no at"),
              instant(document, "occurredAt"),
              events,
              document.get("prev", Binary.class).getData(),
              document.get("hash", Binary.class).getData()),
          document.containsKey("p"));
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      throw new Unreadable("not a commit: " + e.getMessage(), e);
    }
  }

  private static Document id(Document document) {
    return document.get("_id", Document.class);
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }

  private static @Nullable Instant instant(Document document, String field) {
    Object value = document.get(field);
    if (value == null) {
      return null;
    }
    return value instanceof Date date
        ? date.toInstant()
        : Instant.ofEpochMilli(((Number) value).longValue());
  }
}
