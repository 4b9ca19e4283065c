package io.minutebook.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a line of a table apart into its cells, and puts new cells into the layout of an old line.
 */
final class TableCells {

  private TableCells() {}

  /** The cells of a line without their padding; an escaped bar is part of its cell. */
  static List<String> of(String line) {
    return raw(line).stream().map(String::strip).toList();
  }

  /** How many cells a line has. */
  static int count(String line) {
    return raw(line).size();
  }

  /** The line with other cells, each as wide as the one before where it fits. */
  static String replace(String line, List<String> cells) {
    List<String> old = raw(line);
    if (old.size() != cells.size()) {
      return CanonicalText.row(cells);
    }
    StringBuilder changed = new StringBuilder();
    String body = line.strip();
    changed.append(line, 0, line.indexOf(body));
    changed.append(body.startsWith("|") ? "|" : "");
    for (int i = 0; i < cells.size(); i++) {
      String was = old.get(i);
      if (was.strip().equals(cells.get(i))) {
        changed.append(was);
      } else {
        changed.append(padded(was, cells.get(i)));
      }
      if (i + 1 < cells.size() || body.endsWith("|")) {
        changed.append('|');
      }
    }
    return changed.toString();
  }

  /** Another cell with the padding of an old one, set to the right where that one was. */
  private static String padded(String was, String cell) {
    if (was.isBlank()) {
      String begun = " " + cell;
      return begun + " ".repeat(Math.max(cell.isEmpty() ? 0 : 1, was.length() - begun.length()));
    }
    int left = was.indexOf(was.strip());
    int right = was.length() - left - was.strip().length();
    if (left > 1 && right <= 1) {
      int begin = Math.max(1, was.length() - right - cell.length());
      return " ".repeat(begin) + cell + " ".repeat(right);
    }
    String begun = " ".repeat(left) + cell;
    return begun + " ".repeat(Math.max(cell.isEmpty() ? 0 : 1, was.length() - begun.length()));
  }

  private static List<String> raw(String line) {
    String body = line.strip();
    int at = body.startsWith("|") ? 1 : 0;
    List<String> cells = new ArrayList<>();
    int from = at;
    for (; at < body.length(); at++) {
      if (body.charAt(at) == '|' && body.charAt(Math.max(0, at - 1)) != '\\') {
        cells.add(body.substring(from, at));
        from = at + 1;
      }
    }
    if (from < body.length()) {
      cells.add(body.substring(from));
    }
    return cells;
  }
}
