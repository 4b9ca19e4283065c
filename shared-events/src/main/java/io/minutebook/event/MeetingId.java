package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One meeting: its series, its day, and which one of that day it is (from 1). Written as {@code
 * weekly/2020-05-04}, a second one of the day as {@code weekly/2020-05-04-2}.
 */
public record MeetingId(SeriesId series, LocalDate date, int number)
    implements Comparable<MeetingId> {

  private static final String STREAM_PREFIX = "meeting/";
  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:-([1-9]\\d?))?");

  public MeetingId {
    if (number < 1 || number > 99) {
      throw new IllegalArgumentException("a day has meetings 1 to 99, not " + number);
    }
  }

  /** Parses {@code series/date}, the form that {@link #toString()} gives. */
  @JsonCreator
  public static MeetingId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "a meeting is named SERIES/YYYY-MM-DD, not '" + text + "'");
    }
    return of(new SeriesId(text.substring(0, slash)), text.substring(slash + 1));
  }

  /** The meeting of a series on a day given as {@code YYYY-MM-DD} or {@code YYYY-MM-DD-2}. */
  public static MeetingId of(SeriesId series, String day) {
    Matcher matcher = DAY.matcher(day);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a meeting's day is written YYYY-MM-DD, not '" + day + "'");
    }
    try {
      String number = matcher.group(2);
      return new MeetingId(
          series, LocalDate.parse(matcher.group(1)), number == null ? 1 : Integer.parseInt(number));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("there is no day '" + day + "'", e);
    }
  }

  /** The meeting whose stream this is. */
  public static MeetingId ofStream(String stream) {
    if (!isStream(stream)) {
      throw new IllegalArgumentException("'" + stream + "' is not the stream of a meeting");
    }
    return parse(stream.substring(STREAM_PREFIX.length()));
  }

  public static boolean isStream(String stream) {
    return stream.startsWith(STREAM_PREFIX);
  }

  public String stream() {
    return STREAM_PREFIX + this;
  }

  /** The part after the series: {@code 2020-05-04} or {@code 2020-05-04-2}. */
  public String day() {
    return number == 1 ? date.toString() : date + "-" + number;
  }

  @Override
  public int compareTo(MeetingId other) {
    int bySeries = series.slug().compareTo(other.series.slug());
    int byDate = bySeries != 0 ? bySeries : date.compareTo(other.date);
    return byDate != 0 ? byDate : Integer.compare(number, other.number);
  }

  @JsonValue
  @Override
  public String toString() {
    return series + "/" + day();
  }
}
