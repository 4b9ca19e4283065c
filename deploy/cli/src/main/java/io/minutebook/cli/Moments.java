package io.minutebook.cli;

import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.TimeKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Moments as a person gives them: a version, an instant, a day, an imported revision. */
final class Moments {

  /** What may be given, for help and refusals. */
  static final String FORMS =
      "a version (7), an instant (2026-03-02T12:00:00Z), a day (2026-03-02, its end in UTC), an"
          + " imported revision (its whole commit id), 'published' or 'now'";

  private static final Pattern VERSION = Pattern.compile("\\d{1,18}");
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private Moments() {}

  /**
   * The moment that a text names.
   *
   * @param option where it was given, for the refusal
   * @param time by which of the two times an instant is meant
   */
  static Moment parse(String option, String text, TimeKind time) {
    if (text.equals("now")) {
      return new Moment.Now();
    }
    if (text.equals("published")) {
      return new Moment.Published();
    }
    if (VERSION.matcher(text).matches()) {
      return new Moment.Version(Long.parseLong(text));
    }
    if (REVISION.matcher(text).matches()) {
      return new Moment.Revision(text);
    }
    try {
      return new Moment.At(time, instant(text));
    } catch (DateTimeParseException e) {
      throw new CannotRun("%s is %s, not '%s'.".formatted(option, FORMS, text), e);
    }
  }

  private static Instant instant(String text) {
    if (text.length() != "2026-03-02".length()) {
      return OffsetDateTime.parse(text).toInstant();
    }
    Instant next = LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return next.minusMillis(1);
  }
}
