package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of an entry within its minutes: {@code e1}, {@code e2}, ... in order of creation. */
public record EntryId(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("e[1-9]\\d{0,8}");

  @JsonCreator
  public EntryId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an entry is named e1, e2, ..., not '" + value + "'");
    }
  }

  public static EntryId numbered(int number) {
    return new EntryId("e" + number);
  }

  public int number() {
    return Integer.parseInt(value, 1, value.length(), 10);
  }

  @Override
  public String toString() {
    return value;
  }
}
