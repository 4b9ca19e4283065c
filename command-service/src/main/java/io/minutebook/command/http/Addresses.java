package io.minutebook.command.http;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;

/** What a path addresses. */
final class Addresses {

  private Addresses() {}

  static SeriesId series(String slug) {
    try {
      return new SeriesId(slug);
    } catch (IllegalArgumentException e) {
      throw ProblemException.malformed("series", e.getMessage() + ".");
    }
  }

  static MeetingId meeting(String slug, String day) {
    SeriesId series = series(slug);
    try {
      return MeetingId.of(series, day);
    } catch (IllegalArgumentException e) {
      throw ProblemException.malformed(
          "day",
          e.getMessage() + "; a day is written YYYY-MM-DD, a second meeting of it YYYY-MM-DD-2.");
    }
  }
}
