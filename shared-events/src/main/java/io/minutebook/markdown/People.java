package io.minutebook.markdown;

import io.minutebook.event.PersonLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists of people as minutes write them: {@code Ada, Bo}, {@code Ada/Bo}, {@code Ada and Bo}. */
final class People {

  private static final int LONGEST = 200;
  private static final Pattern SEPARATOR = Pattern.compile("[,/&]| and ");
  private static final Pattern WITH_BLANKS = Pattern.compile("\\s{0,3}(?:[,/&]|\\band\\b)\\s{0,3}");
  private static final Pattern REMARK = Pattern.compile("\\s*\\([^()]*\\)$");
  private static final Pattern NAME =
      Pattern.compile("\\p{L}[\\p{L}\\p{N}.'-]*+(?: [\\p{L}\\p{N}.'-]++){0,3}+ ?\\?{0,3}+");

  private People() {}

  /** The people of a list; empty: not all of it are names. */
  static Optional<List<PersonLabel>> of(String text) {
    List<PersonLabel> people = new ArrayList<>();
    for (String part : SEPARATOR.split(text, -1)) {
      String name = part.strip();
      if (!name.isEmpty()) {
        Optional<PersonLabel> label = label(name);
        if (label.isEmpty()) {
          return Optional.empty();
        }
        people.add(label.get());
      }
    }
    return Optional.of(people);
  }

  /** A name, perhaps with a remark in brackets or a question mark behind it. */
  static Optional<PersonLabel> label(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String bare = REMARK.matcher(text).replaceFirst("");
    return NAME.matcher(bare).matches() ? Optional.of(new PersonLabel(text)) : Optional.empty();
  }

  static String joined(List<PersonLabel> people) {
    return joined(people, ", ");
  }

  /** A list of people with what stands between the first two of another one. */
  static String like(String model, List<PersonLabel> people) {
    Matcher between = WITH_BLANKS.matcher(model);
    return joined(people, between.find() ? between.group() : ", ");
  }

  private static String joined(List<PersonLabel> people, String separator) {
    return people.stream().map(PersonLabel::label).collect(Collectors.joining(separator));
  }
}
