package io.minutebook.markdown;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Days as minutes write them: {@code 2026-03-09}. */
final class Days {

  private static final int LENGTH = "2026-03-09".length();

  private Days() {}

  static Optional<LocalDate> of(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }
}
