package io.minutebook.query.view;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text as they are looked for: without case, without marks on letters (Unicode
 * NFKD), what is joined by a hyphen, a dot or the like as a whole and in its parts.
 */
final class Words {

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:[-_.'/][\\p{L}\\p{N}\\p{M}]+)*");
  private static final Pattern JOINT = Pattern.compile("[-_.'/]");
  private static final Pattern MARK = Pattern.compile("\\p{M}+");

  /** What is longer is no word that somebody looks for, and would not fit into an index. */
  private static final int LONGEST = 80;

  private Words() {}

  /** A word of a text and where it stands there. */
  record Found(String word, int start, int end) {}

  /** Each word of a text once. */
  static List<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (Found found : in(text)) {
      words.add(found.word());
    }
    return List.copyOf(words);
  }

  /** The words of a text in their order; a part comes after the whole that it is of. */
  static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String whole = matcher.group();
      add(found, whole, matcher.start());
      if (JOINT.matcher(whole).find()) {
        int start = 0;
        for (MatchResult joint : JOINT.matcher(whole).results().toList()) {
          add(found, whole.substring(start, joint.start()), matcher.start() + start);
          start = joint.end();
        }
        add(found, whole.substring(start), matcher.start() + start);
      }
    }
    return found;
  }

  private static void add(List<Found> found, String word, int start) {
    if (word.length() <= LONGEST) {
      found.add(new Found(key(word), start, start + word.length()));
    }
  }

  /** What two writings of one word share. */
  static String key(String word) {
    boolean plain = word.chars().allMatch(c -> c < 128);
    String bare =
        plain
            ? word
            : MARK.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
    return bare.toLowerCase(Locale.ROOT);
  }
}
