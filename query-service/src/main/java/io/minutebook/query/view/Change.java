package io.minutebook.query.view;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One event in a stream's history: who changed what, when, from what to what.
 *
 * @param at when it was recorded
 * @param occurredAt when it happened, if an import says so
 * @param type the event's name without its form's version, for example {@code ActionAssigned}
 * @param entry the entry that it happened to; null where it is about the whole stream
 * @param entries all entries that say something else since, or have come or gone
 * @param before what those entries said before; null if there were none
 * @param after what they say since; null if there are none any more
 * @param reason the reason or remark that is part of the event
 * @param requestReason why it was done, where that was said with the request
 * @param event the event's canonical JSON, exactly as it is in the log
 */
public record Change(
    String stream,
    long version,
    Instant at,
    @Nullable Instant occurredAt,
    String actor,
    @Nullable String onBehalfOf,
    String command,
    String type,
    @Nullable String entry,
    List<String> entries,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason,
    @Nullable String requestReason,
    String commandId,
    String event) {

  public Change {
    entries = List.copyOf(entries);
  }

  public Document toDocument() {
    Document document =
        new Document("_id", stream + "@" + version)
            .append("stream", stream)
            .append("version", version)
            .append("at", Date.from(at));
    append(document, "occurredAt", occurredAt == null ? null : Date.from(occurredAt));
    document.append("actor", actor);
    append(document, "onBehalfOf", onBehalfOf);
    document.append("command", command).append("type", type);
    append(document, "entry", entry);
    document.append("entries", entries);
    append(document, "before", before);
    append(document, "after", after);
    append(document, "reason", reason);
    append(document, "requestReason", requestReason);
    return document.append("commandId", commandId).append("event", event);
  }

  private static void append(Document document, String field, @Nullable Object value) {
    if (value != null) {
      document.append(field, value);
    }
  }

  static Change from(Document document) {
    return new Change(
        document.getString("stream"),
        document.getLong("version"),
        document.getDate("at").toInstant(),
        instant(document.getDate("occurredAt")),
        document.getString("actor"),
        document.getString("onBehalfOf"),
        document.getString("command"),
        document.getString("type"),
        document.getString("entry"),
        document.getList("entries", String.class),
        document.getString("before"),
        document.getString("after"),
        document.getString("reason"),
        document.getString("requestReason"),
        document.getString("commandId"),
        document.getString("event"));
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
