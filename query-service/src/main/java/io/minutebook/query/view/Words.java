package io.minutebook.query.view;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text as they are looked for: without case, without marks on letters (Unicode
 * NFKD), what is joined by a hyphen, a dot or the like as a whole and in its parts.
 */
final class Words {

  private static final int LETTERS_NUMBERS_AND_MARKS =
      (1 << Character.UPPERCASE_LETTER)
          | (1 << Character.LOWERCASE_LETTER)
          | (1 << Character.TITLECASE_LETTER)
          | (1 << Character.MODIFIER_LETTER)
          | (1 << Character.OTHER_LETTER)
          | (1 << Character.DECIMAL_DIGIT_NUMBER)
          | (1 << Character.LETTER_NUMBER)
          | (1 << Character.OTHER_NUMBER)
          | (1 << Character.NON_SPACING_MARK)
          | (1 << Character.COMBINING_SPACING_MARK)
          | (1 << Character.ENCLOSING_MARK);

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
    List<Integer> joints = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int start = at;
      at = endOfPart(text, start);
      if (at == start) {
        at += Character.charCount(text.codePointAt(at));
        continue;
      }
      while (at < text.length() && isJoint(text.charAt(at))) {
        int next = endOfPart(text, at + 1);
        if (next == at + 1) {
          break;
        }
        joints.add(at);
        at = next;
      }
      add(found, text, start, at);
      if (!joints.isEmpty()) {
        int part = start;
        for (int joint : joints) {
          add(found, text, part, joint);
          part = joint + 1;
        }
        add(found, text, part, at);
        joints.clear();
      }
    }
    return found;
  }

  /** Where the letters, numbers and marks end that begin at a place; the place if it has none. */
  private static int endOfPart(String text, int start) {
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c < 128) {
        if (!isAsciiLetterOrDigit(c)) {
          return end;
        }
        end++;
      } else {
        int character = text.codePointAt(end);
        if (((1 << Character.getType(character)) & LETTERS_NUMBERS_AND_MARKS) == 0) {
          return end;
        }
        end += Character.charCount(character);
      }
    }
    return end;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isJoint(char c) {
    return c == '-' || c == '_' || c == '.' || c == '\'' || c == '/';
  }

  private static void add(List<Found> found, String text, int start, int end) {
    if (end - start <= LONGEST) {
      found.add(new Found(key(text.substring(start, end)), start, end));
    }
  }

  /** What two writings of one word share. */
  static String key(String word) {
    String bare =
        isAscii(word)
            ? word
            : MARK.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
    return bare.toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }
}
