package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change since last time as the minutes state it, in their own writing: {@code +4}, {@code (-4)},
 * a minus sign or dash as a character or as an HTML entity, or a sign without a number. What it
 * should have been is derived from the counts, never from this.
 */
public record StatedDelta(@JsonValue String text) {

  /** Longer texts are no delta; the pattern is not made for them either. */
  private static final int LONGEST = 32;

  private static final String MINUS =
      "-|\u2212|\u2013|\u2014|&minus;|&ndash;|&mdash;|&#[xX]?(?:2212|2013|2014|8722|8211|8212);";
  private static final String PLUS = "\\+|&plus;|&#43;|&#[xX]2[bB];";
  private static final Pattern FORM =
      Pattern.compile(
          "\\(?\\s*(?:(?<minus>"
              + MINUS
              + ")|(?<plus>"
              + PLUS
              + "))?\\s*(?<number>\\d{1,9})?\\s*\\)?");

  @JsonCreator
  public StatedDelta {
    text = text.strip();
    if (!isDelta(text)) {
      throw new IllegalArgumentException(
          "a delta is written like +4, -4 or (+4), not '" + text + "'");
    }
  }

  /** Whether a text can be read as a delta; an empty one cannot. */
  public static boolean isDelta(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        && (matcher.group("number") != null
            || matcher.group("minus") != null
            || matcher.group("plus") != null);
  }

  /** A delta in the plainest writing: {@code +4}, {@code -4}, {@code +0}. */
  public static StatedDelta of(int value) {
    return new StatedDelta(value < 0 ? Integer.toString(value) : "+" + value);
  }

  /** The number, or none where only a sign was written. */
  public OptionalInt value() {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || matcher.group("number") == null) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(matcher.group("number"));
    return OptionalInt.of(matcher.group("minus") == null ? number : -number);
  }

  @Override
  public String toString() {
    return text;
  }
}
