package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.MeetingStatus;
import io.minutebook.minutes.Minutes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of a meeting in one version.
 *
 * @param version of the last event in them, from 0
 * @param trail what else their stream tells up to that version
 * @param place where that event lies in the log; null where they were folded for an answer
 */
public record StoredMinutes(
    MeetingId meeting, long version, Minutes minutes, Trail trail, @Nullable LogPlace place) {

  public String stream() {
    return meeting.stream();
  }

  /** What lists show of them. */
  public MeetingHead head() {
    return new MeetingHead(meeting, version, date(), title(), status(), people());
  }

  /** The name of the file that they were last imported from; null if they were not. */
  public @Nullable String file() {
    return trail.file();
  }

  /** The day on which the meeting takes place. */
  public LocalDate date() {
    return Objects.requireNonNullElse(minutes.date(), meeting.date());
  }

  public String title() {
    return text(minutes.title());
  }

  /** How to join, if the minutes say it. */
  public Optional<String> coordinates() {
    return minutes.coordinates().map(entry -> EntryText.of(entry.content()));
  }

  public MeetingStatus status() {
    return minutes.status();
  }

  /** Who attended, as the minutes write them. */
  public List<PersonLabel> people() {
    return minutes
        .attendance()
        .map(Entry::content)
        .map(
            content ->
                content instanceof Content.Attendance(List<PersonLabel> people) ? people : null)
        .orElse(List.of());
  }

  private static String text(Optional<Entry> entry) {
    return entry.map(found -> EntryText.of(found.content())).orElse("");
  }

  public Document toDocument() {
    Document document =
        new Document("_id", stream())
            .append("version", version)
            .append("series", meeting.series().slug())
            .append("day", meeting.day())
            .append("date", date().toString())
            .append("title", title())
            .append("status", status().name())
            .append("people", people().stream().map(PersonLabel::label).toList())
            .append("peopleKeys", people().stream().map(PersonLabel::key).distinct().toList())
            .append("minutes", StateJson.write(minutes))
            .append("trail", StateJson.write(trail));
    StreamTimes times = trail.times();
    if (times != null) {
      document
          .append("begun", Date.from(times.begun()))
          .append("begunOccurred", Date.from(times.begunOccurred()));
    }
    return place == null ? document : document.append("place", place.toDocument());
  }

  /** Whether all of them had been recorded, or had occurred, by an instant. */
  public boolean isAllBy(TimeKind time, Instant instant) {
    StreamTimes times = trail.times();
    return times != null && !times.upTo(time).isAfter(instant);
  }

  /** Whether none of them was there by an instant. */
  public boolean isBegunAfter(TimeKind time, Instant instant) {
    StreamTimes times = trail.times();
    return times != null && times.since(time).isAfter(instant);
  }

  static StoredMinutes from(Document document) {
    return new StoredMinutes(
        MeetingId.ofStream(document.getString("_id")),
        document.getLong("version"),
        StateJson.read(document.getString("minutes"), Minutes.class),
        StateJson.read(document.getString("trail"), Trail.class),
        LogPlace.from(document.get("place", Document.class)));
  }
}
