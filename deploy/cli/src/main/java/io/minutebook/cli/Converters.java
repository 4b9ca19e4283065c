package io.minutebook.cli;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import picocli.CommandLine.TypeConversionException;

/** Arguments that name a meeting, a series or an entry, refused in the domain's own words. */
final class Converters {

  private Converters() {}

  static MeetingId meeting(String text) {
    try {
      return MeetingId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static Subject subject(String text) {
    try {
      return Subject.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static EntryAddress entry(String text) {
    try {
      return EntryAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static SeriesId series(String text) {
    try {
      return new SeriesId(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
