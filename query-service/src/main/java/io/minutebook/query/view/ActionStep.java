package io.minutebook.query.view;

import io.minutebook.event.PersonLabel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an action item in the minutes of one meeting.
 *
 * @param version of the event in the meeting's stream
 * @param detail what it came to: the text, the owners, the day, or the reason or remark; null where
 *     there is none
 * @param taken who was to do it by when as it was taken over from earlier minutes; null where
 *     something else happened
 * @param at when it was recorded
 * @param occurredAt when it happened, if an import says so
 */
public record ActionStep(
    long version,
    What what,
    @Nullable String detail,
    @Nullable TakenOver taken,
    Instant at,
    @Nullable Instant occurredAt,
    String actor,
    @Nullable String onBehalfOf) {

  /** What minutes say of an action as they take it over; its text is the step's detail. */
  public record TakenOver(List<PersonLabel> owners, @Nullable LocalDate due) {

    public TakenOver {
      owners = List.copyOf(owners);
    }
  }

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

  /** Something else that the same event tells. */
  ActionStep and(What other, @Nullable String about) {
    return new ActionStep(version, other, about, null, at, occurredAt, actor, onBehalfOf);
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
    if (taken != null) {
      document.append("owners", taken.owners().stream().map(PersonLabel::label).toList());
      if (taken.due() != null) {
        document.append("due", taken.due().toString());
      }
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
        takenOver(document),
        document.getDate("at").toInstant(),
        occurredAt == null ? null : occurredAt.toInstant(),
        document.getString("actor"),
        document.getString("onBehalfOf"));
  }

  private static @Nullable TakenOver takenOver(Document document) {
    List<String> owners = document.getList("owners", String.class);
    String due = document.getString("due");
    return owners == null
        ? null
        : new TakenOver(
            owners.stream().map(PersonLabel::new).toList(),
            due == null ? null : LocalDate.parse(due));
  }
}
