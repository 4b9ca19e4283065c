package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;

/**
 * The place of a change among those of many streams: by when it was recorded, then by stream and
 * version, so that those of one stream stay in their order.
 */
record HistoryKey(Instant at, String stream, long version) {

  static final Bson ORDER = ascending("at", "stream", "version");

  static HistoryKey of(Change change) {
    return new HistoryKey(change.at(), change.stream(), change.version());
  }

  String text() {
    return at.toEpochMilli() + " " + stream + "@" + version;
  }

  static HistoryKey parse(String text) {
    int blank = text.indexOf(' ');
    int at = text.lastIndexOf('@');
    try {
      return new HistoryKey(
          Instant.ofEpochMilli(Long.parseLong(text, 0, Math.max(0, blank), 10)),
          text.substring(blank + 1, Math.max(blank + 1, at)),
          Long.parseLong(text, at + 1, text.length(), 10));
    } catch (NumberFormatException | DateTimeException e) {
      throw new BadArgument("after", "this is not a cursor of this list");
    }
  }

  /** Only what comes after it; the first condition is what an index can use. */
  Bson isPassed() {
    Date date = Date.from(at);
    return and(
        gte("at", date),
        or(
            gt("at", date),
            and(eq("at", date), gt("stream", stream)),
            and(eq("at", date), eq("stream", stream), gt("version", version))));
  }
}
