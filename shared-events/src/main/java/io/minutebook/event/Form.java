package io.minutebook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * How an entry is set in the document: {@code bullet}, {@code paragraph}, {@code verbatim} (a block
 * that is kept as it stands, such as code), or the number of a numbered item, for example {@code
 * 2.}.
 */
public record Form(@JsonValue String name) {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}[.)]");

  public static final Form BULLET = new Form("bullet");
  public static final Form PARAGRAPH = new Form("paragraph");
  public static final Form VERBATIM = new Form("verbatim");

  @JsonCreator
  public Form {
    if (!name.equals("bullet")
        && !name.equals("paragraph")
        && !name.equals("verbatim")
        && !isNumber(name)) {
      throw new IllegalArgumentException(
          "an entry's form is bullet, paragraph, verbatim or a number such as 2., not '"
              + name
              + "'");
    }
  }

  private static boolean isNumber(String name) {
    return NUMBER.matcher(name).matches();
  }

  /** Whether the entry is an item of a numbered list. */
  public boolean isNumbered() {
    return isNumber(name);
  }

  public boolean isItem() {
    return equals(BULLET) || isNumbered();
  }

  @Override
  public String toString() {
    return name;
  }
}
