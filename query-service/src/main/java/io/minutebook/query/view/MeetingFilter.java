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

  boolean matches(StoredMinutes minutes) {
    return (series == null || series.equals(minutes.meeting().series()))
        && (from == null || !minutes.date().isBefore(from))
        && (to == null || !minutes.date().isAfter(to))
        && (status == null || status.contains(minutes.status()))
        && (person == null
            || minutes.people().stream().anyMatch(person.in(minutes.meeting().series())))
        && (text == null || says(minutes, text));
  }

  /** The title is an entry like any other. */
  private static boolean says(StoredMinutes minutes, SearchQuery text) {
    return minutes.minutes().outline().inOrder().stream()
        .anyMatch(entry -> text.isIn(EntryText.of(entry.content())));
  }
}
