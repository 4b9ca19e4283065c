package io.minutebook.query.view;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an action item in the minutes of one meeting.
 *
 * @param version of the event in the meeting's stream
 * @param detail what it came to: the text, the owners, the day, or the reason or remark; null where
 *     there is none
 * @param at when it was recorded
 * @param occurredAt when it happened, if an import says so
 */
public record ActionStep(
    long version,
    What what,
    @Nullable String detail,
    Instant at,
    @Nullable Instant occurredAt,
    String actor,
    @Nullable String onBehalfOf) {

  /** What can happen to an action item. */
  public enum What {
    ASSIGNED,
    CARRIED_OVER,
    REASSIGNED,
    REWORDED,
    RESCHEDULED,
    BLOCKED,
    COMPLETED,
    DROPPED,
    REOPENED;

    boolean ends() {
      return this == COMPLETED || this == DROPPED;
    }
  }

  /** Whoever did it, or on whose behalf it was imported. */
  public String by() {
    return Objects.requireNonNullElse(onBehalfOf, actor);
  }

  /** When it happened, as far as is known. */
  public Instant when() {
    return Objects.requireNonNullElse(occurredAt, at);
  }

  Document toDocument() {
    Document document = new Document("version", version).append("what", what.name());
    if (detail != null) {
      document.append("detail", detail);
    }
    document.append("at", Date.from(at));
    if (occurredAt != null) {
      document.append("occurredAt", Date.from(occurredAt));
    }
    document.append("actor", actor);
    return onBehalfOf == null ? document : document.append("onBehalfOf", onBehalfOf);
  }

  static ActionStep from(Document document) {
    Date occurredAt = document.getDate("occurredAt");
    return new ActionStep(
        document.getLong("version"),
        What.valueOf(document.getString("what")),
        document.getString("detail"),
        document.getDate("at").toInstant(),
        occurredAt == null ? null : occurredAt.toInstant(),
        document.getString("actor"),
        document.getString("onBehalfOf"));
  }
}
