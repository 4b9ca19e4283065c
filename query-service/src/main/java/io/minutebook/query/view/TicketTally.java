package io.minutebook.query.view;

import io.minutebook.event.MeetingId;
import io.minutebook.event.StatedDelta;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A count of tickets at one meeting, and what it was the last time that it was counted before.
 *
 * @param date the day of the meeting
 * @param previous the previous meeting of the series that counted the same; null if there is none
 */
public record TicketTally(
    MeetingId meeting, LocalDate date, TicketNumber number, @Nullable Previous previous) {

  /** How many there were at an earlier meeting. */
  public record Previous(MeetingId meeting, LocalDate date, int count) {}

  /** The change as the minutes state it, where they state a number. */
  public OptionalInt statedDelta() {
    StatedDelta stated = number.stated();
    return stated == null ? OptionalInt.empty() : stated.value();
  }

  /** The change since the previous count; derived here, never stored. */
  public OptionalInt derivedDelta() {
    return previous == null
        ? OptionalInt.empty()
        : OptionalInt.of(number.count() - previous.count());
  }

  /** Whether the stated change is the derived one; null where one of them is missing. */
  public @Nullable Boolean deltaAgrees() {
    OptionalInt stated = statedDelta();
    OptionalInt derived = derivedDelta();
    if (stated.isEmpty() || derived.isEmpty()) {
      return null;
    }
    return stated.getAsInt() == derived.getAsInt();
  }

  /** The days from the previous count to this one; null if there is no previous one. */
  public @Nullable Long daysSincePrevious() {
    return previous == null ? null : ChronoUnit.DAYS.between(previous.date(), date);
  }
}
