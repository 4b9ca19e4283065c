package io.minutebook.command.meeting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.minutebook.event.EntryId;
import java.util.regex.Pattern;

/**
 * An entry as a command addresses it: by its id ({@code e12}), or, in a list of commands, by the
 * name that an earlier command of the list gave to what it made ({@code $x}).
 */
public record EntryRef(@JsonValue String text) {

  private static final Pattern FORM =
      Pattern.compile("e[1-9]\\d{0,8}|\\$[A-Za-z][A-Za-z0-9_-]{0,63}");

  @JsonCreator
  public EntryRef {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "an entry is addressed by its id (e12) or by a name given in the same list ($name), not '"
              + text
              + "'");
    }
  }

  public static EntryRef of(EntryId id) {
    return new EntryRef(id.value());
  }

  public boolean isName() {
    return text.startsWith("$");
  }

  @Override
  public String toString() {
    return text;
  }
}
