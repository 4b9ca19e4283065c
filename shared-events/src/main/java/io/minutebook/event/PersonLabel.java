package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person as the minutes write them, for example {@code BrianL}, {@code Brian (not here)}, or
 * {@code Brian?} where it is not sure.
 */
public record PersonLabel(@JsonValue String label) {

  private static final Pattern REMARK = Pattern.compile("\\s*(?:\\([^)]*\\)|\\?+)\\s*$");
  private static final Pattern BLANK = Pattern.compile("\\s");

  @JsonCreator
  public PersonLabel {
    label = label.strip();
    if (label.isEmpty() || label.length() > 200 || label.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a person is named by 1 to 200 characters on one line");
    }
  }

  /** People as they are told one after the other: their labels, with commas between them. */
  public static String joined(List<PersonLabel> people) {
    return people.stream().map(PersonLabel::label).collect(Collectors.joining(", "));
  }

  /** What two spellings of one label share: no remark, no question mark, no blanks, lower case. */
  public String key() {
    String bare = bare();
    String joined =
        bare.chars().anyMatch(c -> c <= ' ') ? BLANK.matcher(bare).replaceAll("") : bare;
    return joined.toLowerCase(Locale.ROOT);
  }

  /** Without its remark; what is nothing else is kept. */
  private String bare() {
    if (label.indexOf('(') < 0 && label.indexOf('?') < 0) {
      return label; // most are so, and lists compare thousands of them
    }
    String bare = REMARK.matcher(label).replaceFirst("");
    return bare.isEmpty() ? label : bare;
  }

  @Override
  public String toString() {
    return label;
  }
}
