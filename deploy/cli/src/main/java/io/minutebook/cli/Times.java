package io.minutebook.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Instants as a person gives them: exactly, or as a day of UTC. */
final class Times {

  private Times() {}

  /** The instant itself, or the beginning of the day. */
  static Instant from(String option, String text) {
    return instant(option, text, 0);
  }

  /** The instant itself, or the last millisecond of the day. */
  static Instant upTo(String option, String text) {
    return instant(option, text, 1);
  }

  private static Instant instant(String option, String text, int days) {
    String stripped = text.strip();
    try {
      if (stripped.length() == "2026-03-31".length()) {
        Instant day =
            LocalDate.parse(stripped).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
        return day.minusMillis(days);
      }
      return OffsetDateTime.parse(stripped).toInstant();
    } catch (DateTimeParseException e) {
      throw new CannotRun(
          "%s is a day like 2026-03-31 or an instant like 2026-03-31T12:00:00Z, not '%s'."
              .formatted(option, text),
          e);
    }
  }
}
