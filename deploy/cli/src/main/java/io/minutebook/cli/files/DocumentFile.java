package io.minutebook.cli.files;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that holds the minutes of one meeting. Which one, its name says: {@code *YYYYMMDD*.md} or
 * {@code *YYYY-MM-DD*.md}; a {@code -2} right after the date makes it the second meeting of that
 * day.
 */
public record DocumentFile(Path path, LocalDate date, int number) {

  private static final Pattern DATED =
      Pattern.compile("(?<!\\d)(\\d{4})(-?)(\\d{2})\\2(\\d{2})(?!\\d)(?:-([1-9]\\d?)(?!\\d))?");

  /** The file, if its name says the day of a meeting. */
  public static Optional<DocumentFile> of(Path path) {
    Matcher matcher = DATED.matcher(stem(path));
    while (matcher.find()) {
      Optional<LocalDate> date = day(matcher.group(1), matcher.group(3), matcher.group(4));
      if (date.isPresent()) {
        String number = matcher.group(5);
        return Optional.of(
            new DocumentFile(path, date.get(), number == null ? 1 : Integer.parseInt(number)));
      }
    }
    return Optional.empty();
  }

  public static boolean isMarkdown(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".md") || name.endsWith(".markdown");
  }

  public String name() {
    return path.getFileName().toString();
  }

  public MeetingId meeting(SeriesId series) {
    return new MeetingId(series, date, number);
  }

  public byte[] content() throws IOException {
    return Files.readAllBytes(path);
  }

  private static String stem(Path path) {
    String name = path.getFileName().toString();
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
