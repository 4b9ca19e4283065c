package io.minutebook.command.meeting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Edits of a document as people make them with an editor, at random. */
final class RandomEdits {

  private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Random random;
  private final List<String> lines;

  /** Edits that put in {@code lines} now and then. */
  RandomEdits(Random random, List<String> lines) {
    this.random = random;
    this.lines = lines;
  }

  /** The document after a few edits; its first line stays the first. */
  String edited(String document) {
    List<String> edited = new ArrayList<>(List.of(document.split("\n", -1)));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      edit(edited);
    }
    return String.join("\n", edited);
  }

  private void edit(List<String> document) {
    if (document.size() < 4) {
      document.add(lines.get(random.nextInt(lines.size())));
      return;
    }
    int at = 1 + random.nextInt(document.size() - 1);
    int to = Math.min(document.size(), at + 1 + random.nextInt(8));
    switch (random.nextInt(16)) {
      case 0 -> document.add(at, lines.get(random.nextInt(lines.size())));
      case 1 -> document.remove(at);
      case 2 -> document.set(at, document.get(at) + " more");
      case 3 -> document.set(at, " ".repeat(random.nextInt(6)) + document.get(at).stripLeading());
      case 4 -> Collections.swap(document, at, 1 + random.nextInt(document.size() - 1));
      case 5 -> document.add(at, document.get(1 + random.nextInt(document.size() - 1)));
      case 6 -> move(document, at, to);
      case 7 -> change(document, at, to, line -> line.isBlank() ? line : "    " + line);
      case 8 -> change(document, at, to, line -> line.replaceFirst("^ {1,4}", ""));
      case 9 -> change(document, at, to, line -> line.replaceFirst("^( *)[-*+]( +)", "$11.$2"));
      case 10 -> change(document, at, to, line -> line.replaceFirst("^( *)[-*+] +", "\n$1"));
      case 11 ->
          change(document, at, at + 1, line -> line.replaceFirst("^( *- +)", "$1AI (Ada): "));
      case 12 -> document.set(at, replaceOne(document.get(at), WORD, List.of("rope", "Bo", "the")));
      case 13 -> document.set(at, replaceOne(document.get(at), NUMBER, List.of("3", "17", "400")));
      case 14 -> heading(document);
      default -> moveSection(document);
    }
  }

  private static void change(
      List<String> document, int from, int to, UnaryOperator<String> change) {
    String changed =
        document.subList(from, to).stream().map(change).collect(Collectors.joining("\n"));
    document.subList(from, to).clear();
    document.addAll(from, List.of(changed.split("\n", -1)));
  }

  private void move(List<String> document, int from, int to) {
    List<String> moved = new ArrayList<>(document.subList(from, to));
    document.subList(from, to).clear();
    document.addAll(1 + random.nextInt(Math.max(1, document.size() - 1)), moved);
  }

  private String replaceOne(String line, Pattern what, List<String> by) {
    List<int[]> found = new ArrayList<>();
    Matcher matcher = what.matcher(line);
    while (matcher.find()) {
      found.add(new int[] {matcher.start(), matcher.end()});
    }
    if (found.isEmpty()) {
      return line;
    }
    int[] one = found.get(random.nextInt(found.size()));
    return line.substring(0, one[0]) + by.get(random.nextInt(by.size())) + line.substring(one[1]);
  }

  private List<Integer> headings(List<String> document) {
    List<Integer> headings = new ArrayList<>();
    for (int i = 1; i < document.size(); i++) {
      if (document.get(i).startsWith("##")) {
        headings.add(i);
      }
    }
    return headings;
  }

  /** Sets a heading at another level, or words it anew, so that what is below reads otherwise. */
  private void heading(List<String> document) {
    List<Integer> headings = headings(document);
    if (!headings.isEmpty()) {
      int at = headings.get(random.nextInt(headings.size()));
      String line = document.get(at);
      document.set(
          at,
          switch (random.nextInt(4)) {
            case 0 -> "#" + line;
            case 1 -> line.substring(1);
            case 2 -> line + " (new)";
            default ->
                line.replaceFirst(
                    "#+.*",
                    List.of("## Announcements", "### Support", "### Duty", "## Ready for Testing")
                        .get(random.nextInt(4)));
          });
    }
  }

  private void moveSection(List<String> document) {
    List<Integer> headings = headings(document);
    if (headings.size() > 1) {
      int which = random.nextInt(headings.size() - 1);
      int from = headings.get(which);
      List<String> section = new ArrayList<>(document.subList(from, headings.get(which + 1)));
      document.subList(from, headings.get(which + 1)).clear();
      List<Integer> left = headings(document);
      document.addAll(
          left.isEmpty() ? document.size() : left.get(random.nextInt(left.size())), section);
    }
  }
}
