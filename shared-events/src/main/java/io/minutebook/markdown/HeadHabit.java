package io.minutebook.markdown;

import io.minutebook.event.PersonLabel;
import io.minutebook.minutes.Content;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands above all sections: how to join, and who attended. */
final class HeadHabit {

  private static final Pattern COORDINATES =
      Pattern.compile("\\*\\*Coordinates:\\*\\*\\s*+(?<text>.*)", Pattern.DOTALL);
  private static final Pattern ATTENDING =
      Pattern.compile("\\*\\*Attending:\\*\\*\\s*+(?<people>.*)", Pattern.DOTALL);

  /** A line that begins something of its own within a paragraph there. */
  static final Pattern LINE = Pattern.compile("\\*\\*[\\p{Lu}][^*]{0,60}:\\*\\*.*");

  private HeadHabit() {}

  static Optional<Content> coordinates(String text) {
    Matcher form = COORDINATES.matcher(text);
    return form.matches()
        ? Optional.of(new Content.Coordinates(form.group("text")))
        : Optional.empty();
  }

  static Optional<Content> attendance(String text) {
    Matcher form = ATTENDING.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    List<PersonLabel> people =
        Stream.of(onOneLine(form.group("people")).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty() && name.length() <= 200)
            .map(PersonLabel::new)
            .toList();
    return Optional.of(new Content.Attendance(people));
  }

  private static String onOneLine(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" "));
  }
}
