package io.minutebook.markdown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words and numbers of a text, to tell whether two writings of it hold the same ones. */
final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private Words() {}

  static boolean areSame(String one, String other) {
    return sorted(one).equals(sorted(other));
  }

  private static List<String> sorted(String text) {
    List<String> words =
        new ArrayList<>(WORD.matcher(text).results().map(MatchResult::group).toList());
    Collections.sort(words);
    return words;
  }
}
