package io.minutebook.query.view;

import java.util.Locale;

/** What makes two texts the same to somebody who looks for one. */
public final class Texts {

  private Texts() {}

  /** A text without regard to case and to how many blanks there are. */
  public static String key(String text) {
    return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }

  static boolean contains(String text, String part) {
    return key(text).contains(key(part));
  }
}
