package io.minutebook.cli.files;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file that holds the minutes of one meeting, and which meeting that is: {@code
 * *YYYYMMDD*.md} or {@code *YYYY-MM-DD*.md}; a {@code -2} right after the date makes it the second
 * meeting of that day.
 */
public record DocumentName(String name, LocalDate date, int number) {

  private static final Pattern DATED =
      Pattern.compile("(?<!\\d)(\\d{4})(-?)(\\d{2})\\2(\\d{2})(?!\\d)(?:-([1-9]\\d?)(?!\\d))?");

  /** The name, if it says the day of a meeting. */
  public static Optional<DocumentName> of(String name) {
    Matcher matcher = DATED.matcher(stem(name));
    while (matcher.find()) {
      Optional<LocalDate> date = day(matcher.group(1), matcher.group(3), matcher.group(4));
      if (date.isPresent()) {
        String number = matcher.group(5);
        return Optional.of(
            new DocumentName(name, date.get(), number == null ? 1 : Integer.parseInt(number)));
      }
    }
    return Optional.empty();
  }

  /** Whether a file of this name is Markdown. */
  public static boolean isMarkdown(String name) {
    return name.endsWith(".md") || name.endsWith(".markdown");
  }

  public MeetingId meeting(SeriesId series) {
    return new MeetingId(series, date, number);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
