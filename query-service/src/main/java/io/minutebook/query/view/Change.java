package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.SeriesId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One event in a stream's history: who changed what, when, from what to what.
 *
 * @param at when it was recorded
 * @param occurredAt when it happened, if an import says so
 * @param occurredUpTo when the latest of the stream's events up to this one occurred; null for a
 *     series
 * @param type the event's name without its form's version, for example {@code ActionAssigned}
 * @param entry the entry that it happened to; null where it is about the whole stream
 * @param entries all entries that say something else since, or have come or gone
 * @param roots the identities of the actions among them, before or since: where each was first
 *     assigned
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
    @Nullable Instant occurredUpTo,
    String actor,
    @Nullable String onBehalfOf,
    String command,
    String type,
    @Nullable String entry,
    List<String> entries,
    List<String> roots,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason,
    @Nullable String requestReason,
    String commandId,
    String event) {

  public Change {
    entries = List.copyOf(entries);
    roots = List.copyOf(roots);
  }

  /** The meeting whose minutes it happened to; empty: to a series itself. */
  public Optional<MeetingId> meeting() {
    return MeetingId.isStream(stream) ? Optional.of(MeetingId.ofStream(stream)) : Optional.empty();
  }

  /** The series that it happened in. */
  public SeriesId series() {
    return meeting().map(MeetingId::series).orElseGet(() -> SeriesId.ofStream(stream));
  }

  /** Who did it, and on whose behalf, as far as these can be the names of people. */
  List<PersonLabel> people() {
    return people(actor, onBehalfOf);
  }

  static List<PersonLabel> people(String actor, @Nullable String onBehalfOf) {
    return Stream.of(actor, Objects.requireNonNullElse(onBehalfOf, actor))
        .distinct()
        .flatMap(Change::person)
        .toList();
  }

  private static Stream<PersonLabel> person(String name) {
    try {
      return Stream.of(new PersonLabel(name));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  public Document toDocument() {
    Document document =
        new Document("_id", stream + "@" + version)
            .append("stream", stream)
            .append("version", version)
            .append("series", series().slug())
            .append("at", Date.from(at));
    append(document, "occurredAt", occurredAt == null ? null : Date.from(occurredAt));
    append(document, "occurredUpTo", occurredUpTo == null ? null : Date.from(occurredUpTo));
    document.append("actor", actor);
    append(document, "onBehalfOf", onBehalfOf);
    document.append("people", people().stream().map(PersonLabel::key).distinct().toList());
    document.append("command", command).append("type", type);
    append(document, "entry", entry);
    document.append("entries", entries);
    append(document, "roots", roots.isEmpty() ? null : roots);
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
        instant(document.getDate("occurredUpTo")),
        document.getString("actor"),
        document.getString("onBehalfOf"),
        document.getString("command"),
        document.getString("type"),
        document.getString("entry"),
        document.getList("entries", String.class),
        document.getList("roots", String.class, List.of()),
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
