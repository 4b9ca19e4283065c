package io.minutebook.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event's name and the version of its form, written as {@code ActionAssigned.v1}. */
record EventForm(String event, int version) {

  private static final Pattern FORM = Pattern.compile("([A-Z][A-Za-z0-9]*)\\.v([1-9]\\d{0,4})");

  /**
   * @throws LogFormatException if the text is none
   */
  static EventForm parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new LogFormatException("an event of the unknown type '" + text + "'", null);
    }
    return new EventForm(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return event + ".v" + version;
  }
}
