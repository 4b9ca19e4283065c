package io.minutebook.query.view;

import java.util.Locale;
import java.util.regex.Pattern;

/** What makes two texts the same to somebody who looks for one. */
public final class Texts {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Texts() {}

  /** A text without regard to case and to how many blanks there are. */
  public static String key(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  static boolean contains(String text, String part) {
    return key(text).contains(key(part));
  }
}
