package io.minutebook.cli.git;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** From where on revisions are brought in: from a time, or after a commit. */
sealed interface Since {

  /** The first commit along the first parents that is not older, and all after it. */
  record Time(Instant instant) implements Since {}

  /** What is not part of this revision's history. */
  record After(String revision) implements Since {}

  /** A day ({@code 2020-05-04}, from its beginning in UTC), an instant, or a commit. */
  static Since parse(String text) {
    return day(text).or(() -> instant(text)).<Since>map(Time::new).orElseGet(() -> new After(text));
  }

  private static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }
}
