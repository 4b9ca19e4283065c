package io.minutebook.cli.files;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first heading of a document: what it calls the meeting and which day it names.
 *
 * @param name the heading without its date
 * @param date the day that the heading names, if it names one
 */
public record TitleLine(String name, Optional<LocalDate> date) {

  private static final String MONTHS =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?\\s+" + MONTHS + ",?\\s+(\\d{4})");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(MONTHS + "\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})");
  private static final Pattern NUMBERS = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final String MONTH_NAMES = "janfebmaraprmayjunjulaugsepoctnovdec";

  /** The first first-level heading of a document, if there is one. */
  public static Optional<TitleLine> of(byte[] document) {
    return new String(document, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("# "))
        .findFirst()
        .map(line -> parse(line.substring(2).strip()));
  }

  private static TitleLine parse(String heading) {
    String lower = heading.toLowerCase(Locale.ROOT);
    Matcher matcher = DAY_FIRST.matcher(lower);
    if (matcher.find()) {
      return dated(heading, matcher, matcher.group(3), month(matcher.group(2)), matcher.group(1));
    }
    matcher = MONTH_FIRST.matcher(lower);
    if (matcher.find()) {
      return dated(heading, matcher, matcher.group(3), month(matcher.group(1)), matcher.group(2));
    }
    matcher = NUMBERS.matcher(lower);
    if (matcher.find()) {
      return dated(
          heading, matcher, matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3));
    }
    return new TitleLine(heading, Optional.empty());
  }

  private static TitleLine dated(
      String heading, Matcher matcher, String year, int month, String day) {
    String name =
        (heading.substring(0, matcher.start()) + heading.substring(matcher.end()))
            .replace("()", "")
            .replaceAll("^[\\s,:\\u2013-]+|[\\s,:(\\u2013-]+$", "");
    try {
      return new TitleLine(
          name, Optional.of(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day))));
    } catch (DateTimeException noSuchDay) {
      return new TitleLine(name, Optional.empty());
    }
  }

  private static int month(String name) {
    return MONTH_NAMES.indexOf(name.substring(0, 3)) / 3 + 1;
  }
}
