package io.minutebook.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the demonstration tells, chapter by chapter, and what turned out otherwise than expected.
 */
final class Story {

  private static final String INDENT = "   ";

  private final PrintWriter out;
  private final boolean colours;
  private final List<String> disappointments = new ArrayList<>();
  private int chapter;

  Story(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  void chapter(String title) {
    chapter++;
    out.println();
    out.println(paint("1", "%d. %s".formatted(chapter, title)));
    out.flush();
  }

  void line(String text) {
    out.println(INDENT + text);
    out.flush();
  }

  /** What one would type to do the same. */
  void typed(String command) {
    line(paint("36", "$ " + command));
  }

  void removed(String text) {
    line(paint("31", "- " + text));
  }

  void added(String text) {
    line(paint("32", "+ " + text));
  }

  void table(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(
            "%-*s  "
                .replace("*", Integer.toString(Math.max(1, widths[i])))
                .formatted(rows.get(r).get(i)));
      }
      String text = line.toString().stripTrailing();
      line(r == 0 ? paint("2", text) : text);
    }
  }

  /** Says what was found; {@code holds} is whether it is as it should be. */
  void expect(boolean holds, String what) {
    if (holds) {
      line(paint("32", "✓ ") + what);
    } else {
      line(paint("31", "✗ ") + what);
      disappointments.add(what);
    }
  }

  List<String> disappointments() {
    return List.copyOf(disappointments);
  }

  String mark(String text) {
    return paint("33", text);
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
