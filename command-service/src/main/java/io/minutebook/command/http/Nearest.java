package io.minutebook.command.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** "Did you mean": the names that are near to one that is none. */
final class Nearest {

  private static final int LONGEST_COMPARED = 64;
  private static final int MOST_NAMED = 3;

  private Nearest() {}

  /** A sentence that begins with a blank, or nothing if no name is near. */
  static String hint(String wrong, Collection<String> names) {
    if (wrong.length() > LONGEST_COMPARED) {
      return "";
    }
    int far = Math.max(2, wrong.length() / 3);
    List<String> near =
        names.stream()
            .filter(name -> distance(wrong, name) <= far)
            .sorted(Comparator.comparingInt(name -> distance(wrong, name)))
            .limit(MOST_NAMED)
            .toList();
    return near.isEmpty()
        ? ""
        : " Did you mean " + near.stream().collect(Collectors.joining(" or ")) + "?";
  }

  /** Levenshtein's distance, upper and lower case being the same. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
