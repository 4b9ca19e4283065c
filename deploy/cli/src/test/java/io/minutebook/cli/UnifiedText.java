package io.minutebook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A unified diff as a reader takes it, whoever wrote it: what it changes, and what it makes. */
final class UnifiedText {

  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+\\d+(?:,\\d+)? @@.*");

  private static final Pattern ENDS = Pattern.compile("(?<=\n)");

  private UnifiedText() {}

  /** The lines that it adds and removes, each with its sign, sorted. */
  static List<String> changed(String diff) {
    return diff.lines()
        .dropWhile(line -> !line.startsWith("@@"))
        .filter(line -> line.startsWith("+") || line.startsWith("-"))
        .sorted()
        .toList();
  }

  /**
   * What the diff makes of a text, as {@code patch} would, but every line has to be where it says.
   *
   * @throws IllegalArgumentException if the diff is not one of this text
   */
  static String applied(String diff, String text) {
    List<String> before = lines(text);
    List<String> after = new ArrayList<>();
    int at = 0;
    boolean begun = false;
    char last = '@';
    for (String line : lines(diff)) {
      Matcher hunk = HUNK.matcher(line.stripTrailing());
      if (hunk.matches()) {
        int from = Integer.parseInt(hunk.group(1)) - ("0".equals(hunk.group(2)) ? 0 : 1);
        after.addAll(before.subList(at, from));
        at = from;
        begun = true;
      } else if (begun) {
        String rest = line.substring(1);
        char sign = line.charAt(0);
        switch (sign) {
          case '+' -> after.add(rest);
          case ' ', '-' -> {
            if (!stands(rest, before, at)) {
              throw new IllegalArgumentException("line %d is not: %s".formatted(at + 1, line));
            }
            if (sign == ' ') {
              after.add(before.get(at));
            }
            at++;
          }
          case '\\' -> {
            if (last == '+') {
              after.set(after.size() - 1, after.getLast().replaceFirst("\n$", ""));
            }
          }
          default -> throw new IllegalArgumentException("no line of a diff: " + line);
        }
        last = sign;
      }
    }
    after.addAll(before.subList(at, before.size()));
    return String.join("", after);
  }

  /** The last line of a text may lack its end; then the diff says so in a line of its own. */
  private static boolean stands(String line, List<String> lines, int at) {
    return at < lines.size()
        && (lines.get(at).equals(line)
            || (at == lines.size() - 1 && (lines.get(at) + "\n").equals(line)));
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : ENDS.splitAsStream(text).toList();
  }
}
