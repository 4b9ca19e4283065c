package io.minutebook.query.view;

import io.minutebook.event.SeriesId;
import io.minutebook.minutes.MeetingStatus;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which meetings are wanted, by what their minutes say; null: whatever it is.
 *
 * @param from the first day that counts
 * @param to the last day that counts
 * @param status any of these
 * @param person who attended
 * @param text what the title or some entry says
 */
public record MeetingFilter(
    @Nullable SeriesId series,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Set<MeetingStatus> status,
    People.@Nullable Who person,
    @Nullable SearchQuery text) {

  /** All meetings of a series. */
  public static MeetingFilter of(SeriesId series) {
    return new MeetingFilter(series, null, null, null, null, null);
  }

  /** Whether meetings of all series are asked for by their days, and by their status at most. */
  boolean isOfDays() {
    return series == null && person == null && text == null && (from != null || to != null);
  }

  /** The same, whoever attended. */
  MeetingFilter ofAnybody() {
    return new MeetingFilter(series, from, to, status, null, text);
  }

  /** The same, whatever is said. */
  MeetingFilter ofAnyText() {
    return new MeetingFilter(series, from, to, status, person, null);
  }

  boolean matches(StoredMinutes minutes) {
    return matches(minutes.head()) && (text == null || says(minutes, text));
  }

  /** The same but for the text. */
  boolean matches(MeetingHead head) {
    return (series == null || series.equals(head.meeting().series()))
        && (from == null || !head.date().isBefore(from))
        && (to == null || !head.date().isAfter(to))
        && (status == null || status.contains(head.status()))
        && (person == null || head.people().stream().anyMatch(person.in(head.meeting().series())));
  }

  /** The title is an entry like any other. */
  private static boolean says(StoredMinutes minutes, SearchQuery text) {
    return minutes.minutes().outline().inOrder().stream()
        .anyMatch(entry -> text.isIn(EntryText.of(entry.content())));
  }
}
